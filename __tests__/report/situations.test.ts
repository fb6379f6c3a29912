import { describe, expect, test } from '@jest/globals';
import type { Language } from '../../src/model/control.ts';
import { composeCheck } from '../../src/report/check.ts';
import { composeComment } from '../../src/report/comment.ts';
import { composeReview } from '../../src/report/review.ts';
import { composeSummary } from '../../src/report/summary.ts';
import { composeText } from '../../src/report/text.ts';
import { hunks, inLanguage, situations } from './fixtures.ts';

const languages: readonly Language[] = ['en', 'da'];
const cases = Object.entries(situations).flatMap(([name, report]) =>
  languages.map((language) => [name, language, inLanguage(report, language)] as const),
);

/** Read by people when they change: each is a text that somebody meets. */
describe.each(cases)('%s, %s', (_, __, report) => {
  test('comment', () => {
    expect(composeComment(report, { detailsUrl: 'https://github.com/regionen/drift/actions/runs/1' })).toMatchSnapshot();
  });

  test('check', () => {
    const { annotations, text, summary, title } = composeCheck(report);
    expect(`${title}\n----\n${summary}\n----\n${text}\n----\n${JSON.stringify(annotations, null, 2)}`).toMatchSnapshot();
  });

  test('review', () => {
    const { body, comments, fileComments, left } = composeReview(report, hunks);
    const written = [...comments, ...fileComments].map((comment) => {
      const { body: words, fingerprints, ...place } = comment;
      return `${JSON.stringify(place)} ${fingerprints.length}\n${words}`;
    });
    expect([body, ...written, `left: ${left.length}`].join('\n----\n')).toMatchSnapshot();
  });

  test('text', () => {
    expect(composeText(report)).toMatchSnapshot();
  });

  test('summary', () => {
    expect(composeSummary(report)).toMatchSnapshot();
  });
});
