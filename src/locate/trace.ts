import { readPath } from '../evaluate/field-path.ts';
import type { Finding } from '../model/finding.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Root } from '../model/root.ts';
import type { Side } from '../model/side.ts';
import { type MarkedDocument, markChart, type TemplateLine } from '../render/chart-marks.ts';
import type { RenderTools, TargetCluster } from '../render/root-render.ts';
import { type Variants, variantsOf } from '../render/variant.ts';
import { locateAll } from '../yaml/positions.ts';
import { suspectValues } from './chart-lines.ts';
import { findWritten } from './find-written.ts';
import { type Candidate, readRoot, suspectLines } from './kustomization-lines.ts';
import type { Placed } from './locate.ts';
import { countShared } from './match-steps.ts';
import { proveLines } from './prove.ts';
import { findTarget, type Target } from './target.ts';

/** What tracing needs: where the objects came from, and the engine to ask. */
export interface TraceSource {
  readonly roots: readonly Root[];
  readonly side: Side;
  readonly cluster: TargetCluster;
  readonly tools: RenderTools;
  /** Findings whose line anybody wants to know; each costs renders. */
  readonly wanted: (finding: Finding) => boolean;
}

type Place = Pick<Finding, 'file' | 'line' | 'endLine' | 'precision'>;

/**
 * Finds the lines behind findings in what charts and kustomizations rendered. A line is `exact` when changing it changes the field and nothing else of it;
 * `derived` when it wrote the field, or is where a missing one belongs, and holds no value of its own that could be changed. Anything else stays as it
 * was: a file, or nothing.
 *
 * @param findings those of `placed` in their order, with their files
 */
export async function traceFindings(
  placed: readonly Placed[],
  findings: readonly Finding[],
  { roots, side, cluster, tools, wanted }: TraceSource,
): Promise<readonly Finding[]> {
  const traced = [...findings];
  const open = placed.flatMap(({ object }, index) => {
    const finding = findings[index];
    return finding !== undefined && object.origin.rendered === true && wanted(finding) ? [{ index, finding, object }] : [];
  });
  await Promise.all(
    roots.map(async (root) => {
      const own = open.filter(({ object }) => object.root === root.id);
      const variants = own.length === 0 ? undefined : variantsOf(root, side, cluster, tools);
      if (variants === undefined) return;
      const marked = root.kind === 'helm' ? await markChart(root, side, cluster, tools) : undefined;
      const places = await traceRoot(own, root, variants, marked);
      own.forEach(({ index, finding }, number) => {
        const place = places[number];
        if (place !== undefined) traced[index] = { ...finding, ...place };
      });
    }),
  );
  return traced;
}

interface Open {
  readonly finding: Finding;
  readonly object: RenderedObject;
}

async function traceRoot(
  open: readonly Open[],
  root: Root,
  variants: Variants,
  marked: readonly MarkedDocument[] | undefined,
): Promise<readonly (Place | undefined)[]> {
  const text = readRoot(variants.files);
  const traces = open.map(({ finding, object }) => {
    const path = readPath(finding.path);
    const target = findTarget(object.value, path);
    if (target === undefined) return undefined;
    if (root.kind === 'kustomize') {
      // A line that holds the value and does not move it is not the cause, however much it looks like it.
      const known = target.missing || target.beyond > 0 || isType(path) ? findWritten(object, path, target, variants.files) : undefined;
      return { object, target, candidates: known === undefined ? suspectLines(object, target, text) : [], known };
    }
    const at = templateLine(object, path, marked);
    // What is missing is added in the template, whatever the values around it are.
    const candidates =
      target.missing || isType(path) ? [] : suspectValues(object, target, templateLine(object, target.path, marked), root, text);
    return { object, target, candidates, known: at && placeAt(at.file, at.line, 'derived') };
  });
  const proven = await proveLines(
    traces.flatMap((trace) =>
      trace === undefined ? [] : [{ object: trace.object, path: trace.target.path, changes: trace.candidates.map(({ change }) => change) }],
    ),
    variants,
  );
  let number = -1;
  return traces.map((trace) => {
    if (trace === undefined) return undefined;
    number += 1;
    const change = proven[number];
    const candidate = trace.candidates.find((one) => one.change === change);
    return (candidate && placeOf(candidate, trace.target, trace.object)) ?? trace.known;
  });
}

/** No overlay changes what an object is, and an object of another kind stands elsewhere in a render. */
function isType(path: readonly (string | number)[]): boolean {
  return path.length === 1 && (path[0] === 'kind' || path[0] === 'apiVersion');
}

/** The template line that wrote a path of an object, or the nearest part of it that exists. */
function templateLine(
  { origin }: RenderedObject,
  path: readonly (string | number)[],
  marked: readonly MarkedDocument[] | undefined,
): TemplateLine | undefined {
  const document = marked?.[origin.document];
  if (document === undefined) return undefined;
  const [place] = locateAll(`---\n${document.text}`, 0, [[...origin.item, ...path]]);
  return place && document.lineOf(place.line - 1);
}

/** Of a mapping or list that the finding speaks of it is the line where that begins, in the file that has the value proven and under the same name. */
function placeOf({ leaf }: Candidate, { path, beyond, missing }: Target, object: RenderedObject): Place | undefined {
  const isNamed = beyond > 0 && !missing && countShared(leaf.steps, path, object.value) > beyond;
  const line = isNamed ? (leaf.stepLines[leaf.steps.length - 1 - beyond] ?? leaf.line) : leaf.line;
  // A mapping of another name is put together elsewhere, of this value among others.
  if (beyond > 0 && !missing && !isNamed) return undefined;
  const end = leaf.textLine;
  const exact = !missing && (beyond === 0 || line === leaf.line);
  return { file: leaf.file, line, endLine: exact ? Math.max(line, end) : line, precision: exact ? 'exact' : 'derived' };
}

function placeAt(file: string, line: number, precision: Finding['precision']): Place {
  return { file, line, endLine: line, precision };
}
