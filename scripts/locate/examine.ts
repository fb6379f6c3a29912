import { createHash } from 'node:crypto';
import { writePath } from '../../src/evaluate/field-path.ts';
import { locateFindings } from '../../src/locate/locate.ts';
import { traceFindings } from '../../src/locate/trace.ts';
import type { Finding, Precision } from '../../src/model/finding.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import type { RootKind } from '../../src/model/root.ts';
import type { Side } from '../../src/model/side.ts';
import type { Engine } from '../../src/render/engine/engine.ts';
import { findOrigins } from '../../src/render/origins.ts';
import { renderTools } from '../../src/render/root-render.ts';
import { renderSide } from '../../src/render/side.ts';
import type { LocateCase } from './cases.ts';
import { explains } from './check-line.ts';
import { fieldsOf } from './fields.ts';

export interface LocateResult {
  readonly kind: RootKind;
  readonly precision: Precision;
  /** Undefined where no line is given that could be wrong. */
  readonly proved?: boolean;
  /** Case, object, field and place, for people. */
  readonly text: string;
}

const options = { exclude: [], charts: [], kubernetesVersion: '1.35', apiVersions: [] };

/** Locates made-up findings at the fields of all objects of a case, and changes each reported line to see whether it explains the field. */
export async function examineCase({ name, files }: LocateCase, engine: Engine): Promise<readonly LocateResult[]> {
  const [side, tools] = [sideOf(files), renderTools(engine)];
  const rendered = await renderSide(side, options, tools);
  const objects = await findOrigins(rendered.objects, rendered.roots, side, options, tools);
  const asked = objects.flatMap((object) =>
    fieldsOf(object).map((path) => ({ object, path, finding: findingAt(object, writePath(path)) })),
  );
  const source = { rendered, side, options, tools, wanted: () => true };
  const findings = await traceFindings(asked, locateFindings(asked, side.files), source);
  const results: LocateResult[] = [];
  for (const [index, finding] of findings.entries()) {
    const { object, path } = asked[index] as (typeof asked)[number];
    const { file = '', line, precision } = finding;
    const root = rendered.roots.find(({ id }) => id === object.root);
    const kind = root?.kind ?? 'plain';
    const text = `${name} ${object.identity.kind}/${object.identity.name} ${finding.path} -> ${file}:${line ?? '-'} ${precision}`;
    const written = line === undefined ? undefined : (files[file]?.split('\n')[line - 1] ?? '');
    if (line === undefined || written === undefined) {
      results.push({ kind, precision, text });
      continue;
    }
    const at = rendered.objects.indexOf(rendered.objects.find((one) => isSame(one, object)) ?? object);
    const render = async (changed: string, number: number, other: string): Promise<RenderedObject | undefined | 'failed'> => {
      const lines = (files[changed] ?? '').split('\n');
      lines[number - 1] = other;
      const again = await renderSide(sideOf({ ...files, [changed]: lines.join('\n') }), options, tools);
      // A plain object is there, whatever else is not rendered without it.
      if (kind === 'plain') return again.objects.find(({ root: id, origin }) => id === object.root && isSamePlace(origin, object.origin));
      if (again.problems.length > rendered.problems.length) return 'failed';
      return again.objects.length === rendered.objects.length ? again.objects[at] : again.objects.find((one) => isSame(one, object));
    };
    const proved = await explains(object, path, { file, line, text: written, exact: precision === 'exact' }, render);
    results.push({ kind, precision, proved, text });
  }
  return results;
}

function isSamePlace(left: RenderedObject['origin'], right: RenderedObject['origin']): boolean {
  return left.file === right.file && left.document === right.document && left.item.join(' ') === right.item.join(' ');
}

function isSame({ root, identity }: RenderedObject, other: RenderedObject): boolean {
  return (
    root === other.root &&
    identity.kind === other.identity.kind &&
    identity.name === other.identity.name &&
    identity.namespace === other.identity.namespace
  );
}

function findingAt(object: RenderedObject, path: string): Finding {
  return {
    fingerprint: '',
    control: '',
    severity: 'high',
    status: 'fail',
    object: object.identity,
    path,
    messageKey: '',
    params: {},
    precision: 'none',
    root: object.root,
    via: [],
    references: { guide: [], iso27001: [], gdpr: [], nis2: [], cis: [], pss: null, datatilsynet: [] } as unknown as Finding['references'],
  };
}

function sideOf(files: LocateCase['files']): Side {
  const entries = Object.entries(files).map(([path, text]) => {
    const bytes = new TextEncoder().encode(text);
    return [path, { path, oid: createHash('sha1').update(bytes).digest('hex'), bytes }] as const;
  });
  return { files: new Map(entries), problems: [] };
}
