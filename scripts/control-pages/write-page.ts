import { explain } from '../../src/cli/explain.ts';
import type { ManifestControl } from '../../src/evaluate/controls.ts';
import { textsFor } from '../../src/i18n/texts.ts';
import type { Language } from '../../src/model/control.ts';
import { danishGdpr } from '../../src/report/references-line.ts';

/** Names of a control's cases, sorted. */
export type CasesOf = (id: string) => readonly string[];

/** Each page by its path below `docs`: one a control and language, and a list of all. */
export function writePages(controls: readonly ManifestControl[], casesOf: CasesOf): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const language of ['en', 'da'] as const) {
    const folder = language === 'da' ? 'da/controls' : 'controls';
    for (const control of controls) pages.set(`${folder}/${control.id}.md`, writePage(control, casesOf(control.id), language));
    pages.set(`${folder}/README.md`, writeList(controls, language));
  }
  return pages;
}

function writePage(control: ManifestControl, cases: readonly string[], language: Language): string {
  const { explanation, report } = textsFor(language);
  const { page } = explanation;
  const own = control[language];
  const explained = explain(control.id, [control], { format: 'markdown', language })
    .trimEnd()
    .split(/\n\n(?=\S)/)
    .slice(1)
    .filter((part) => !part.startsWith(report.relates));
  return [
    `# ${control.id}: ${own.title}`,
    facts(control, language),
    ...explained,
    `## ${page.findings}`,
    Object.values(own.messages)
      .map((message) => `- ${message}`)
      .join('\n'),
    `## ${page.basis}`,
    writeBasis(control, language),
    page.reading,
    `## ${page.cases}`,
    page.casesLine,
    cases.map((name) => `- ${link(name, control, language)}`).join('\n'),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function facts({ id, severity, family }: ManifestControl, language: Language): string {
  const { words, explanation } = textsFor(language);
  const { page } = explanation;
  const other = language === 'da' ? `[English](../../controls/${id}.md)` : `[Dansk](../da/controls/${id}.md)`;
  return [`${words.severityHead}: ${words.grade[severity]}`, page.families[family] ?? family, other].join(' · ');
}

/** Law in force apart from advice and standards, and all of them apart from the guide, whose own law is gone. */
function writeBasis({ references }: ManifestControl, language: Language): string {
  const { page } = textsFor(language).explanation;
  const { gdpr, nis2, datatilsynet, iso27001, cis, pss, guide } = references;
  const versions = Object.entries(cis).filter(([, items]) => items.length > 0);
  const lines: readonly (readonly [string, readonly string[]])[] = [
    [
      page.law,
      [
        ...gdpr.map((article) => (language === 'da' ? sentence(danishGdpr(article)) : `GDPR art. ${article}`)),
        ...nis2.map((place) => `${page.nis2} ${place}`),
      ],
    ],
    [page.advice, datatilsynet.map((title) => `Datatilsynet: ${title}`)],
    [
      page.standards,
      [
        ...iso27001.map(({ id, title }) => `ISO/IEC 27001:2022 A.${id} ${title}`),
        ...(pss === null ? [] : [`Pod Security Standards ${pss}`]),
        ...versions.map(([version, items]) => `CIS Kubernetes Benchmark ${version}: ${items.join(', ')}`),
      ],
    ],
    [page.guide, guide.map((area) => `${area} ${page.areas[area - 1] ?? ''}`.trim())],
  ];
  return lines
    .filter(([, items]) => items.length > 0)
    .map(([head, items]) => `**${head}**\n\n${items.map((item) => `- ${item}`).join('\n')}`)
    .join('\n\n');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function link(name: string, { id, family }: ManifestControl, language: Language): string {
  const up = language === 'da' ? '../../..' : '../..';
  return `[${name}](${up}/policies/${family.toLowerCase()}/${id.toLowerCase()}/cases/${name})`;
}

function writeList(controls: readonly ManifestControl[], language: Language): string {
  const { words, explanation } = textsFor(language);
  const { page } = explanation;
  const sorted = [...controls].sort((left, right) => (left.id < right.id ? -1 : 1));
  const families = [...new Set(sorted.map(({ family }) => family))];
  const sections = families.flatMap((family) => [
    `## ${page.families[family] ?? family}`,
    [
      `| ${words.control} | ${words.severityHead} | |`,
      '|---|---|---|',
      ...sorted
        .filter((control) => control.family === family)
        .map((control) => `| [${control.id}](${control.id}.md) | ${words.grade[control.severity]} | ${control[language].title} |`),
    ].join('\n'),
  ]);
  const other = language === 'da' ? '[English](../../controls/README.md)' : '[Dansk](../da/controls/README.md)';
  return [`# ${page.list}`, `${page.listIntroduction} ${other}`, ...sections, ''].join('\n\n').replace(/\n+$/, '\n');
}
