import { escapeHtml } from './escape.ts';

/** One bar, its parts in the order of the series. */
export interface Stack {
  readonly label: string;
  readonly parts: readonly number[];
}

/** What one colour stands for; `kind` is its class in the style. */
export interface Series {
  readonly kind: string;
  readonly name: string;
}

const [WIDTH, LABEL, ROW, BAR] = [780, 320, 28, 18];
/** A narrower part cannot hold its number. */
const LEAST_FOR_NUMBER = 14;

/**
 * Bars that lie, each of parts, as SVG in the page. The numbers stand in the bars and, for those who do not see them, in the name of the picture; the
 * tables of the page hold the same. Empty without bars.
 */
export function drawStacks(title: string, series: readonly Series[], stacks: readonly Stack[], write: (value: number) => string): string {
  if (stacks.length === 0) return '';
  const most = Math.max(1, ...stacks.map(({ parts }) => sum(parts)));
  const scale = (WIDTH - LABEL - 40) / most;
  const rows = stacks.map((stack, index) => drawStack(stack, series, index, scale, write));
  const legend = series.map(
    ({ kind, name }) =>
      `<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${kind}" width="10" height="10"/></svg>${escapeHtml(name)}</li>`,
  );
  const spoken = stacks.map(({ label, parts }) => `${label}: ${tell(parts, series, write)}`).join('. ');
  return `<figure><figcaption>${escapeHtml(title)}</figcaption>
<ul class="legend">${legend.join('')}</ul>
<svg viewBox="0 0 ${WIDTH} ${stacks.length * ROW + 4}" role="img" aria-label="${escapeHtml(`${title}. ${spoken}.`)}">
${rows.join('\n')}
</svg></figure>`;
}

function drawStack(
  { label, parts }: Stack,
  series: readonly Series[],
  index: number,
  scale: number,
  write: (value: number) => string,
): string {
  const y = index * ROW + 4;
  const text = y + BAR - 5;
  let x = LABEL;
  const drawn = parts.map((value, at) => {
    const [from, width] = [x, value * scale];
    x += width;
    if (value === 0) return '';
    const number = width < LEAST_FOR_NUMBER ? '' : `<text class="inside" x="${round(from + width / 2)}" y="${text}">${write(value)}</text>`;
    // A hair's breadth between parts, so that they are told apart without their colours.
    return `<rect class="${series[at]?.kind}" x="${round(from)}" y="${y}" width="${round(Math.max(1, width - 1.5))}" height="${BAR}"/>${number}`;
  });
  return `<text x="0" y="${text}">${escapeHtml(label)}</text>${drawn.join('')}<text x="${round(x + 6)}" y="${text}">${write(sum(parts))}</text>`;
}

function tell(parts: readonly number[], series: readonly Series[], write: (value: number) => string): string {
  return parts.flatMap((value, at) => (value === 0 ? [] : [`${series[at]?.name} ${write(value)}`])).join(', ');
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}

function round(value: number): string {
  return value.toFixed(1);
}
