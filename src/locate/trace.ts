import { readPath } from '../evaluate/field-path.ts';
import type { Finding } from '../model/finding.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Root } from '../model/root.ts';
import type { Side, SourceFile } from '../model/side.ts';
import { type MarkedDocument, markChart, type TemplateLine } from '../render/chart-marks.ts';
import type { AskedChart, RenderTools } from '../render/root-render.ts';
import type { RenderedTree, RenderOptions } from '../render/side.ts';
import { variantsOfTree } from '../render/tree-variant.ts';
import { type Variants, variantsOf } from '../render/variant.ts';
import { locateAll } from '../yaml/positions.ts';
import { suspectValues } from './chart-lines.ts';
import { findDeployingFiles } from './deploying-files.ts';
import { findWritten } from './find-written.ts';
import { type Candidate, type ReadLeaves, type RootText, readRoot, suspectLines } from './kustomization-lines.ts';
import type { Placed } from './locate.ts';
import { countShared } from './match-steps.ts';
import { proveLines } from './prove.ts';
import { findTarget, type Target } from './target.ts';

/** What tracing needs: where the objects came from, and the engine to ask. */
export interface TraceSource {
  readonly rendered: Pick<RenderedTree, 'roots' | 'objects' | 'charts'>;
  readonly side: Side;
  /** By which the side was rendered. */
  readonly options: RenderOptions;
  readonly tools: RenderTools;
  /** Findings whose line anybody wants to know; each costs renders. */
  readonly wanted: (finding: Finding) => boolean;
}

type Place = Pick<Finding, 'file' | 'line' | 'endLine' | 'precision'>;

/**
 * Finds the lines behind findings in what charts and kustomizations rendered, whoever deploys them. A line is `exact` when changing it changes the field and
 * nothing else of it; `derived` when it wrote the field, or is where a missing one belongs, and holds no value of its own that could be changed. Anything
 * else stays as it was: a file, or nothing.
 *
 * @param findings those of `placed` in their order, with their files
 */
export async function traceFindings(
  placed: readonly Placed[],
  findings: readonly Finding[],
  source: TraceSource,
): Promise<readonly Finding[]> {
  const { roots } = source.rendered;
  const open = placed.flatMap(({ object }, index): Open[] => {
    const finding = findings[index];
    return finding !== undefined && object.origin.rendered === true && source.wanted(finding) ? [{ index, finding, object }] : [];
  });
  const of = (root: Root): readonly Open[] => open.filter(({ object }) => object.root === root.id);
  const own = roots.filter(({ declaredBy }) => declaredBy === undefined);
  const deployed = roots.filter((root) => root.declaredBy !== undefined && of(root).length > 0);
  const places = [
    ...(await Promise.all(own.map((root) => traceOwn(root, of(root), source)))).flat(),
    ...(await traceDeployed(deployed, of, source)),
  ];
  const traced = [...findings];
  for (const { index, place } of places) traced[index] = { ...(findings[index] as Finding), ...place };
  return traced;
}

interface Open {
  readonly index: number;
  readonly finding: Finding;
  readonly object: RenderedObject;
}

interface Traced {
  readonly index: number;
  readonly place: Place;
}

async function traceOwn(root: Root, open: readonly Open[], source: TraceSource): Promise<readonly Traced[]> {
  const variants = open.length === 0 ? undefined : variantsOf(root, source.side, source.options, source.tools);
  if (variants === undefined) return [];
  const traces = suspect(open, variants.files, readRoot(variants.files), await markCharts(root, source));
  return settle(traces, variants);
}

/** Roots that objects of others declare: a line of these, or of what they take values from, may be the cause as well. One series of renders for all. */
async function traceDeployed(
  deployed: readonly Root[],
  of: (root: Root) => readonly Open[],
  source: TraceSource,
): Promise<readonly Traced[]> {
  if (deployed.length === 0) return [];
  const { rendered, side, options, tools } = source;
  const known: ReadLeaves = new Map();
  const part = new Set<string>();
  const traces: Trace[] = [];
  for (const root of deployed) {
    const own = root.files.slice(0, MAX_FILES).flatMap((path) => side.files.get(path) ?? []);
    const deploying = findDeployingFiles(root, rendered, side.files);
    for (const path of [...root.files, ...deploying.map((file) => file.path)]) part.add(path);
    traces.push(...suspect(of(root), own, readRoot(own, deploying, known), await markCharts(root, source)));
  }
  if (traces.every(({ candidates }) => candidates.length === 0))
    return traces.flatMap(({ index, known: place }) => (place ? [{ index, place }] : []));
  const ids = new Set(deployed.map(({ id }) => id));
  const judged = rendered.objects.filter(({ root }) => ids.has(root));
  return settle(traces, await variantsOfTree(judged, part, side, options, tools));
}

/** The set of a git generator counts every file of the tree as its own. */
const MAX_FILES = 2_000;

interface MarkedChart {
  readonly chart: AskedChart;
  readonly documents: readonly MarkedDocument[];
}

async function markCharts(root: Root, { rendered, side, tools }: TraceSource): Promise<readonly MarkedChart[]> {
  const charts = rendered.charts.get(root.id) ?? [];
  return Promise.all(charts.map(async (chart) => ({ chart, documents: (await markChart(chart, side, tools)) ?? [] })));
}

/** A finding with what may be its line. */
interface Trace {
  readonly index: number;
  readonly object: RenderedObject;
  readonly target: Target;
  readonly candidates: readonly Candidate[];
  /** What is said where none of them is proven. */
  readonly known: Place | undefined;
}

function suspect(open: readonly Open[], files: readonly SourceFile[], text: RootText, charts: readonly MarkedChart[]): readonly Trace[] {
  return open.flatMap(({ index, finding, object }): Trace[] => {
    const path = readPath(finding.path);
    const target = findTarget(object.value, path);
    if (target === undefined) return [];
    const chart = charts.findLast(({ chart: { first } }) => first <= object.origin.document);
    const isOfChart =
      chart !== undefined && (charts.length === 1 || chart.documents[object.origin.document - chart.chart.first] !== undefined);
    if (!isOfChart) {
      // A line that holds the value and does not move it is not the cause, however much it looks like it.
      const known = target.missing || target.beyond > 0 || isType(path) ? findWritten(object, path, target, files) : undefined;
      return [{ index, object, target, candidates: known === undefined ? suspectLines(object, target, text) : [], known }];
    }
    const at = templateLine(object, path, chart);
    // What is missing is added in the template, whatever the values around it are.
    const candidates =
      target.missing || isType(path) ? [] : suspectValues(object, target, templateLine(object, target.path, chart), chart.chart, text);
    return [{ index, object, target, candidates, known: at && placeAt(at.file, at.line, 'derived') }];
  });
}

async function settle(traces: readonly Trace[], variants: Variants): Promise<readonly Traced[]> {
  const proven = await proveLines(
    traces.map(({ object, target, candidates }) => ({ object, path: target.path, changes: candidates.map(({ change }) => change) })),
    variants,
  );
  return traces.flatMap(({ index, object, target, candidates, known }, number) => {
    const change = proven[number];
    const candidate = candidates.find((one) => one.change === change);
    const place = (candidate && placeOf(candidate, target, object)) ?? known;
    return place === undefined ? [] : [{ index, place }];
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
  { chart: { first }, documents }: MarkedChart,
): TemplateLine | undefined {
  const document = documents[origin.document - first];
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
