import type { Json, JsonObject } from '../../model/json.ts';
import { readManifests } from '../../yaml/read.ts';
import type { Declaration, Surroundings } from '../graph/deployment.ts';
import { findObject } from '../graph/object-index.ts';
import { isObject, list, section, text } from '../graph/value.ts';
import { readData } from './variables.ts';

/** The values of a release besides the chart's own, later ones win. */
export interface ReleaseValues {
  readonly layers: readonly JsonObject[];
  /** Layers that cannot be read here: what the chart makes of them is not known. */
  readonly unread: readonly string[];
}

/**
 * `valuesFrom` in its order, each whole or at its `targetPath`, then `values` (helm-controller, `internal/chartutil`: `ChartValuesFromReferences`). An
 * optional object that is not in the repository may be in the cluster; it counts as unread as well.
 */
export function readReleaseValues({ object, parent }: Declaration, { objects }: Surroundings): ReleaseValues {
  const spec = section(object.value, 'spec');
  const layers: JsonObject[] = [];
  const unread: string[] = [];
  for (const reference of list(spec, 'valuesFrom')) {
    const wanted = { kind: text(reference, 'kind'), namespace: object.identity.namespace, name: text(reference, 'name') };
    const key = text(reference, 'valuesKey') || 'values.yaml';
    const found = findObject(objects, wanted, { object, parent });
    const written = found === undefined || found === 'ambiguous' ? undefined : readData(found.value).get(key);
    const layer = written === undefined ? undefined : readLayer(written, text(reference, 'targetPath'));
    if (layer === undefined) unread.push(`${wanted.kind} ${wanted.namespace}/${wanted.name} (${key})`);
    else layers.push(layer);
  }
  return { layers: [...layers, section(spec, 'values')], unread };
}

function readLayer(written: string, targetPath: string): JsonObject | undefined {
  if (targetPath !== '') return /^[\w-]+(\.[\w-]+)*$/.test(targetPath) ? nest(targetPath.split('.'), typed(written)) : undefined;
  const { documents, problems } = readManifests('', new TextEncoder().encode(written));
  const value = documents[0]?.value ?? {};
  return problems.length === 0 && isObject(value) ? value : undefined;
}

function nest([first, ...rest]: readonly string[], value: Json): JsonObject {
  return { [first as string]: rest.length === 0 ? value : nest(rest, value) };
}

/** As `--set` reads a text. */
function typed(written: string): Json {
  if (written === 'true' || written === 'false') return written === 'true';
  if (written === 'null') return null;
  return /^(0|-?[1-9]\d{0,14})$/.test(written) ? Number(written) : written;
}
