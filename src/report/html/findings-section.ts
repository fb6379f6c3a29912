import { say } from '../../i18n/say.ts';
import { groupByFamily } from '../families.ts';
import { writeObject, writeSentence } from '../finding-item.ts';
import type { Told } from '../implied.ts';
import type { Page } from '../page.ts';
import { namePlace, placeUrl } from '../places.ts';
import { writeReferences } from '../references-line.ts';
import { escapeHtml } from './escape.ts';
import { html } from './medium.ts';

const PILES = ['blocking', 'awaiting', 'warning', 'existing', 'waived', 'notEvaluable', 'fixed'] as const;
type Pile = (typeof PILES)[number];

interface Piled extends Told {
  readonly pile: Pile;
}

/** Every finding, by family. Families and, in them, findings that hold the change up come first. */
export function composeFindings(page: Page): string {
  const { texts, outcomes } = page;
  const all = PILES.flatMap((pile) => outcomes[pile].map((told): Piled => ({ ...told, pile })));
  if (all.length === 0) return `<p>${escapeHtml(texts.page.noFindings)}</p>`;
  return groupByFamily(all, ({ finding }) => finding.control)
    .toSorted(([, [a]], [, [b]]) => rank(a) - rank(b))
    .map(([family, own]) => {
      const name = texts.page.families[family];
      const heading = `<h3>${escapeHtml(name === undefined ? family : `${name} (${family})`)}</h3>`;
      return `${heading}\n${own.map((one) => composeFinding(one, page)).join('\n')}`;
    })
    .join('\n');
}

function rank(one: Piled | undefined): number {
  return one === undefined ? PILES.length : PILES.indexOf(one.pile);
}

/** The colour of a pile; its word stands on it. */
const SHADES: Partial<Readonly<Record<Pile, string>>> = { blocking: ' bad', awaiting: ' unsure', fixed: ' good' };

function composeFinding({ finding, implied, pile }: Piled, page: Page): string {
  const { texts, report, language } = page;
  const own = report.controls.get(finding.control)?.[language];
  const title = own === undefined ? '' : ` ${say(own.title, {}, html, language)}`;
  const marks = [
    `<span class="mark severity">${escapeHtml(texts.words.severity[finding.severity])}</span>`,
    `<span class="mark${SHADES[pile] ?? ''}">${escapeHtml(texts.page.pile[pile])}</span>`,
  ].join(' ');
  const references = writeReferences(finding.references, language);
  const more = [
    ...(own === undefined
      ? []
      : [say(texts.report.why + own.why, {}, html, language), say(texts.report.change + own.change, {}, html, language)]),
    ...(references === '' ? [] : [escapeHtml(references)]),
  ];
  return `<article class="finding ${finding.severity}">
${marks} <strong>${escapeHtml(finding.control)}</strong>${title}
<p>${writeObject(finding, page)} · ${linkPlace(finding, page)}</p>
<p>${writeSentence(finding, implied, page)}</p>
<details><summary>${escapeHtml(texts.page.more)}</summary>${more.map((words) => `<p>${words}</p>`).join('')}</details>
</article>`;
}

function linkPlace(finding: Told['finding'], page: Page): string {
  const place = namePlace(finding);
  if (place === undefined) return escapeHtml(page.texts.report.noFile);
  const url = placeUrl(finding, page);
  return url === undefined ? html.code(place) : `<a href="${escapeHtml(url)}">${html.code(place)}</a>`;
}
