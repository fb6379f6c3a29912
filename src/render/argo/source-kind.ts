import { folderOf, isKustomization } from '../../discover/manifest-paths.ts';
import type { JsonObject } from '../../model/json.ts';
import type { SourceFile } from '../../model/side.ts';
import { isObject } from './field.ts';
import { type Refusal, refuse, refuseForeign } from './refusal.ts';

export type SourceKind = 'helm' | 'kustomize' | 'directory';

/**
 * How Argo CD makes manifests of a folder: as the source says, or by the files in it. Where there are a chart and a kustomization, the one whose file comes
 * last in the order of bytes counts, as in its own walk. A plugin that takes the folder by itself is not seen here.
 *
 * https://argo-cd.readthedocs.io/en/stable/user-guide/tool_detection/
 */
export function detectSourceKind(settings: JsonObject, folder: string, files: ReadonlyMap<string, SourceFile>): SourceKind | Refusal {
  const named = ['helm', 'kustomize', 'directory', 'plugin'].filter((kind) => isSet(settings, kind));
  if (named.length > 1) return refuse(`a source has settings of ${named.join(' and ')}`);
  const [kind] = named;
  if (kind === 'plugin') return refuseForeign('plugin', pluginName(settings));
  if (kind === 'helm' || kind === 'kustomize' || kind === 'directory') return kind;
  const own = [...files.keys()].filter((path) => folderOf(path) === folder).sort();
  const last = own.filter((path) => path.endsWith('Chart.yaml') || isKustomization(path)).at(-1);
  if (last === undefined) return 'directory';
  return isKustomization(last) ? 'kustomize' : 'helm';
}

/** A setting without any field is none: Argo CD takes `directory: {}` as if it were not there. */
function isSet(settings: JsonObject, kind: string): boolean {
  const value = settings[kind];
  return isObject(value) && Object.keys(value).length > 0;
}

function pluginName({ plugin }: JsonObject): string {
  return isObject(plugin) && typeof plugin.name === 'string' ? plugin.name : '';
}
