import { textsFor } from '../i18n/texts.ts';
import type { Language, References } from '../model/control.ts';

/** What a control relates to, as relation and never as a claim of compliance. Our own text. */
export function writeReferences(references: References, language: Language): string {
  const texts = textsFor(language);
  const danish = language === 'da';
  const parts = [
    ...(references.iso27001.length === 0 ? [] : [`ISO/IEC 27001:2022 ${references.iso27001.map(({ id }) => id).join(', ')}`]),
    ...references.gdpr.map((article) => (danish ? `databeskyttelsesforordningens ${danishGdpr(article)}` : `GDPR art. ${article}`)),
    ...references.nis2.map((place) => (danish ? danishNis2(place) : englishNis2(place))),
    ...(references.guide.length === 0
      ? []
      : [texts.report.guideArea.replace('{areas}', [...references.guide].sort((a, b) => a - b).join(', '))]),
    ...(references.pss === null ? [] : [`Pod Security Standards ${references.pss}`]),
    ...newestCis(references.cis),
    ...references.datatilsynet.map((title) => `Datatilsynet: ${title}`),
  ];
  return parts.length === 0 ? '' : `${texts.report.relates} ${parts.join(' · ')}`;
}

/** Versions number the same item differently; the newest is named here, all of them in the JSON report. */
function newestCis(cis: References['cis']): string[] {
  const [newest] = Object.keys(cis)
    .filter((version) => (cis[version] ?? []).length > 0)
    .sort((a, b) => Number(b.split('.')[0]) - Number(a.split('.')[0]) || Number(b.split('.')[1]) - Number(a.split('.')[1]));
  return newest === undefined ? [] : [`CIS Kubernetes Benchmark ${newest}: ${(cis[newest] ?? []).join(', ')}`];
}

/** `32(1)(b)` as Danish law writes it: article, paragraph, letter. */
export function danishGdpr(article: string): string {
  const [, number = article, paragraph, letter] = /^(\d+)(?:\((\d+)\))?(?:\(([a-z])\))?$/.exec(article) ?? [];
  return [
    `artikel ${number}`,
    ...(paragraph === undefined ? [] : [`stk. ${paragraph}`]),
    ...(letter === undefined ? [] : [`litra ${letter}`]),
  ].join(', ');
}

/** `§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)`: the place in the Act; the directive's stands in the JSON report. */
function danishNis2(place: string): string {
  return `NIS 2-loven ${place.replace(/\s*\(.*\)$/, '')}`;
}

function englishNis2(place: string): string {
  const [, section, paragraph, number] = /^§ (\d+), stk\. (\d+)(?:, nr\. (\d+))?/.exec(place) ?? [];
  if (section === undefined) return `NIS 2: ${place}`;
  return `the Danish NIS 2 Act, section ${section}(${paragraph})${number === undefined ? '' : `(${number})`}`;
}
