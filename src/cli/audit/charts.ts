import type { AuditTexts } from '../../i18n/keys.ts';
import { escapeHtml } from '../../report/html/escape.ts';
import type { AuditDocument } from './schema.ts';

interface Bar {
  readonly label: string;
  readonly value: number;
  /** The part of it that is drawn darker. */
  readonly part?: number;
}

/**
 * Bar charts as SVG in the page: changes by month with those past the rules, and for each area of the guide the findings open at the end of each month.
 * Areas are drawn apart and never added up: a finding can belong to several.
 */
export function drawCharts({ population, coverage }: AuditDocument, { charts, columns }: AuditTexts): string {
  const months = [...new Set(population.map(({ at }) => at.slice(0, 7)))].sort();
  const changes = months.map((month): Bar => {
    const own = population.filter(({ at }) => at.startsWith(month));
    return { label: month, value: own.length, part: own.filter(({ bypass }) => bypass !== undefined).length };
  });
  const areas = [...new Set(coverage.map(({ area }) => area))].map((area) => {
    const own = coverage.filter((row) => row.area === area && row.open !== null);
    return { area, bars: own.map(({ month, open }): Bar => ({ label: month, value: open ?? 0 })) };
  });
  const busy = areas.filter(({ bars }) => bars.some(({ value }) => value > 0));
  const quiet = areas.filter((area) => !busy.includes(area)).map(({ area }) => area);
  const drawn = busy.map(({ area, bars }) => drawBars(`${columns.area} ${area}`, bars, 320));
  return [
    drawBars(`${charts.changes} (${charts.past})`, changes, 640),
    ...(drawn.length === 0 ? [] : [`<h3>${escapeHtml(charts.open)}</h3><div class="areas">${drawn.join('')}</div>`]),
    ...(quiet.length === 0 ? [] : [`<p>${escapeHtml(charts.quiet)}: ${quiet.join(', ')}.</p>`]),
  ].join('');
}

const [HEIGHT, BASE] = [140, 110];

/** `width` in the units that a letter has twelve of; a chart that is drawn half as wide has letters of the same size. */
function drawBars(title: string, bars: readonly Bar[], width: number): string {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = width / Math.max(1, bars.length);
  const drawn = bars.map(({ label, value, part = 0 }, index) => {
    const [x, wide] = [index * step + step * 0.15, step * 0.7];
    const [tall, dark] = [(value / most) * 85, (part / most) * 85];
    const middle = (x + wide / 2).toFixed(1);
    const shown = part > 0 ? `${value} (${part})` : String(value);
    return [
      `<rect class="bar" x="${x.toFixed(1)}" y="${(BASE - tall).toFixed(1)}" width="${wide.toFixed(1)}" height="${tall.toFixed(1)}"/>`,
      `<rect class="past" x="${x.toFixed(1)}" y="${(BASE - dark).toFixed(1)}" width="${wide.toFixed(1)}" height="${dark.toFixed(1)}"/>`,
      `<text class="middle" x="${middle}" y="${(BASE - tall - 5).toFixed(1)}">${escapeHtml(shown)}</text>`,
      `<text class="middle" x="${middle}" y="${BASE + 18}">${escapeHtml(label)}</text>`,
    ].join('');
  });
  const name = escapeHtml(title);
  return `<figure><figcaption>${name}</figcaption><svg viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${name}">${drawn.join('')}</svg></figure>`;
}
