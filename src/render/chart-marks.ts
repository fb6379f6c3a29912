import type { Side } from '../model/side.ts';
import { SEED } from './made-twice.ts';
import { type AskedChart, type RenderTools, renderOnce } from './root-render.ts';

/** A line of a template that lies open in the tree. */
export interface TemplateLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Values that it reads, relative to the `.Values` of its own chart, helpers that it includes counted in. */
  readonly reads: readonly string[];
  /** Names of the charts from the root to the one it belongs to, without the root: `['redis']`. */
  readonly chart: readonly string[];
}

export interface MarkedDocument {
  /** As it was judged. */
  readonly text: string;
  /** The template line behind a line of the text, from 1; undefined where it is not known or lies in an archive. */
  lineOf(line: number): TemplateLine | undefined;
}

/** Renders a chart with marks in its templates: which line of which template wrote each line. Undefined where that fails; then nothing is known. */
export async function markChart(chart: AskedChart, side: Side, tools: RenderTools): Promise<readonly MarkedDocument[] | undefined> {
  const { files } = chart;
  const job = { ...chart.job, marks: true as const };
  const made = await renderOnce(files, job, SEED, tools, () => tools.engine.renderChart(files, job, SEED));
  if ('problem' in made) return undefined;
  const { documents, templates, reads } = made.answer;
  const readsAt = new Map(reads.map(({ template, line, values }) => [`${template} ${line}`, values]));
  const marked = made.documents.map((bytes, index): MarkedDocument => {
    const lines = documents[index]?.lines ?? [];
    return {
      text: new TextDecoder().decode(bytes),
      lineOf: (line) => {
        const [number, at] = [lines[2 * (line - 1)] ?? -1, lines[2 * (line - 1) + 1] ?? 0];
        const template = templates[number];
        if (template === undefined || at < 1 || template.inside || !template.file || !side.files.has(template.file)) return undefined;
        return { file: template.file, line: at, reads: readsAt.get(`${number} ${at}`) ?? [], chart: chartsIn(template.source) };
      },
    };
  });
  return marked.filter((_, index) => !chart.leaveOut.includes(documents[index]?.kind ?? ''));
}

/** `web/charts/redis/templates/a.yaml` is of `redis`, a part of `web`. */
function chartsIn(source: string): readonly string[] {
  const own = source.slice(0, source.lastIndexOf('/templates/') + 1 || undefined);
  return own
    .split('/charts/')
    .slice(1)
    .map((name) => name.replace(/\/.*$/, ''));
}
