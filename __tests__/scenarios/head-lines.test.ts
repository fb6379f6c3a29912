import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { journal, openClinic, rooted, rootedLine, sound } from './clinic.ts';

const clinic = await openClinic();
afterAll(() => clinic.github.close());

test('a finding stands on the line of the head, though the base has put lines above it', async () => {
  const { payload, number, headSha } = clinic.change('rooted', { [journal]: rooted });
  clinic.github.push('main', { [journal]: `# Kept by the team of the journal.\n# Ask them first.\n${sound}` }, { by: 'bo' });
  await clinic.review({ payload });
  expect(clinic.github.reviewCommentsOn(number)).toMatchObject([{ path: journal, place: { line: rootedLine, side: 'RIGHT' } }]);
  expect(clinic.check(headSha)?.annotations).toMatchObject([{ path: journal, start_line: rootedLine }]);
  expectNoViolations(clinic.github);
}, 30_000);
