import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Language } from '../../src/model/control.ts';
import { composeHtml } from '../../src/report/html/report.ts';
import { finding, HEAD, identity, inLanguage, judge, report, situations } from './fixtures.ts';
import { hostileText } from './hostile-text.ts';
import { readPage } from './html-reader.ts';

const languages: readonly Language[] = ['en', 'da'];
const cases = Object.entries(situations).flatMap(([name, one]) =>
  languages.map((language) => [name, language, inLanguage(one, language)] as const),
);

/** What pages are made of. Nothing here runs, loads, sends or frames anything. */
const TAGS = new Set(
  '!doctype html head meta title style body main header nav section article h1 h2 h3 h4 p ul ol li a code pre span strong div table thead tbody tr th td details summary figure figcaption svg rect text'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'lang charset http-equiv content name class id href role tabindex aria-label aria-hidden scope colspan rowspan viewbox x y width height html'.split(
    ' ',
  ),
);

describe.each(cases)('the page of %s, %s', (_, language, one) => {
  const page = composeHtml(one);
  const { tags, faults, text } = readPage(page);

  test('is whole, in its language, and made of nothing that runs or is fetched', () => {
    expect(faults).toEqual([]);
    expect(tags[1]?.attributes.get('lang')).toBe(language);
    expect(tags.filter(({ name }) => !TAGS.has(name))).toEqual([]);
    expect(tags.flatMap(({ attributes }) => [...attributes.keys()]).filter((name) => !ATTRIBUTES.has(name))).toEqual([]);
    expect(page).not.toMatch(/url\(|@import/);
    const policy = tags.find(({ attributes }) => attributes.has('http-equiv'))?.attributes.get('content');
    expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
  });

  test('tells of every finding, with its control, object and place, and of every problem', () => {
    for (const { control, object, file } of one.findings) {
      expect(text).toContain(control);
      if (object.name.length < 40) expect(text).toContain(object.name);
      if (file !== undefined) expect(text).toContain(file);
    }
    expect(tags.filter(({ attributes }) => attributes.get('class')?.startsWith('finding '))).toHaveLength(
      // One that follows from another is told with that one.
      one.findings.filter(({ impliedBy }) => impliedBy === undefined).length,
    );
    for (const { file } of one.problems) if (file !== undefined) expect(text).toContain(file);
  });

  test('links go to the commit that was judged or to a part of the page that is there', () => {
    const ids = new Set(tags.flatMap(({ attributes }) => attributes.get('id') ?? []));
    for (const href of tags.flatMap(({ attributes }) => attributes.get('href') ?? [])) {
      if (href.startsWith('#')) expect(ids).toContain(href.slice(1));
      else expect(href).toMatch(new RegExp(`^https://github\\.com/regionen/drift/blob/${HEAD}/[A-Za-z0-9%._/-]+(#L\\d+(-L\\d+)?)?$`));
    }
  });

  test('is the same each time, byte for byte', () => {
    expect(composeHtml(inLanguage({ ...one, findings: [...one.findings].reverse() }, language))).toBe(page);
  });
});

describe('the page', () => {
  test('says first the verdict, and under the findings why each rule of the gate fitted', () => {
    const { text } = readPage(composeHtml(situations.blocked ?? report({})));
    expect(text).toMatch(/^\s*tilsyn report: Blocked\. 2 new findings, the highest is critical\./);
    expect(text).toContain('It is on the base already and does not block.');
    expect(text).not.toContain('because the gate is set to');
  });

  test('shows a difference whole, however long', () => {
    const text = Array.from({ length: 5000 }, (_, index) => `+line ${index}`).join('\n');
    const page = composeHtml(report({ differences: [{ identity: identity('Deployment', 'a', 'b'), kind: 'added', text }] }));
    expect(page).toContain('<span class="added">+line 4999</span>');
  });

  test('says of a root that did not render that coverage speaks of the rest alone', () => {
    expect(readPage(composeHtml(situations.undecided ?? report({}))).text).toContain(
      '2 parts were not analysed. The numbers speak of the rest alone.',
    );
  });

  test('given any text in names, files, values and diffs, then nothing of it is markup or an address, and nothing moves or hides', () => {
    const sharp = fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onload='x",
      '</style>',
      '<!--',
      ']]>',
      '&lt;b&gt;',
      'javascript:alert(1)',
    );
    const text = fc.array(fc.oneof(hostileText, sharp), { maxLength: 4 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, text, (name, file, value) => {
        const one = finding('CHG-01', {
          file,
          line: 3,
          path: value,
          params: { image: value },
          object: { ...identity('Pod', name, name), container: name },
        });
        const problem = { code: 'yaml-invalid', file, line: 1, params: { detail: value } } as const;
        const made = report({
          verdict: { conclusion: 'blocks', exit: 1, reasons: judge(4, 'blocks', [one]) },
          findings: [one],
          excepted: [{ finding: one, component: name, tier: 'quiet', reason: value }],
          problems: [problem],
          assumptions: [{ code: 'skip-annotation-ignored', params: { object: name, annotation: value } }],
          differences: [{ identity: one.object, kind: 'changed', text: value }],
        });
        const page = composeHtml(made);
        const { tags, faults } = readPage(page);
        expect(faults).toEqual([]);
        expect(tags.filter((tag) => !TAGS.has(tag.name))).toEqual([]);
        expect(tags.flatMap(({ attributes }) => [...attributes.keys()]).filter((key) => !ATTRIBUTES.has(key))).toEqual([]);
        for (const href of tags.flatMap(({ attributes }) => attributes.get('href') ?? []))
          expect(href).toMatch(/^(#|https:\/\/github\.com\/)/);
        expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 300 },
    );
  });
});
