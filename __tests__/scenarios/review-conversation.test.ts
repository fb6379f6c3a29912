import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { type Clinic, journal, openClinic, rooted, rootedLine, sound } from './clinic.ts';

const sites = Array.from({ length: 12 }, (_, index) => `site-${index + 1}`);
const shared = 'shared/deployment.yaml';
const withoutNamespace = (text: string): string => text.replace('  namespace: journal\n', '');

let clinic: Clinic;
beforeEach(async () => {
  clinic = await openClinic({
    files: {
      'shared/kustomization.yaml': 'resources: [deployment.yaml]\n',
      [shared]: withoutNamespace(sound),
      ...Object.fromEntries(sites.map((site) => [`sites/${site}/kustomization.yaml`, `namespace: ${site}\nresources: [../../shared]\n`])),
      'platform/quota.yaml':
        '# Agreed with the landlord.\napiVersion: v1\nkind: ResourceQuota\nmetadata: { name: journal, namespace: journal }\nspec: { hard: { pods: "20" } }\n',
    },
  });
});
afterEach(() => clinic.github.close());

test('a shared base that breaks twelve overlays gets one comment, which names the twelve', async () => {
  const { payload, number } = clinic.change('base', { [shared]: withoutNamespace(rooted) });
  await clinic.review({ payload });
  const comments = clinic.github.reviewCommentsOn(number);
  expect(comments).toMatchObject([{ path: shared, place: { line: rootedLine - 1, side: 'RIGHT' } }]);
  for (const site of sites) expect(comments[0]?.body).toContain(`\`Deployment ${site}/journal-api\``);
  expect(comments[0]?.body.match(/runs as root|runAsUser/g)?.length).toBeLessThan(6);
  expectNoViolations(clinic.github);
}, 120_000);

test('a second push repeats nothing, brings comments up to date, and folds those whose finding is gone but for the answered', async () => {
  const other = 'apps/journal/other.yaml';
  const named = (text: string): string => text.replaceAll('journal-api', 'other-api');
  const { payload, number } = clinic.change('work', { [journal]: rooted, [other]: named(rooted) });
  await clinic.review({ payload });
  const [first, second] = clinic.github.reviewCommentsOn(number);
  expect(clinic.github.reviewCommentsOn(number)).toHaveLength(2);
  const told = clinic.github.reviewsOn(number).length;

  // The finding stays, on another line.
  clinic.github.push('work', { [journal]: `# moved\n${rooted}` }, { by: 'anna' });
  await clinic.reviewAgain(number);
  expect([clinic.github.reviewCommentsOn(number).length, clinic.github.reviewsOn(number).length]).toEqual([2, told]);
  expect([first?.edits, first?.minimized]).toEqual([[], undefined]);

  clinic.github.reply(second?.id ?? 0, 'bo', 'Do we need this?');
  clinic.github.push('work', { [journal]: sound, [other]: named(sound) }, { by: 'anna' });
  expect((await clinic.reviewAgain(number)).exitCode).toBe(0);
  expect([first?.minimized, second?.minimized]).toEqual(['RESOLVED', undefined]);
  expect([first?.body, second?.body]).toEqual([expect.stringContaining('**Fixed.**'), expect.stringContaining('**Fixed.**')]);
  const quiet = clinic.github.reviewCommentsOn(number).map(({ body, edits }) => [body, edits.length]);
  await clinic.reviewAgain(number);
  expect(clinic.github.reviewCommentsOn(number).map(({ body, edits }) => [body, edits.length])).toEqual(quiet);

  clinic.github.push('work', { [journal]: rooted }, { by: 'anna' });
  await clinic.reviewAgain(number);
  const again = clinic.github.reviewCommentsOn(number).filter(({ path, minimized }) => path === journal && minimized === undefined);
  expect(again).toHaveLength(1);
  expect(again[0]?.body).not.toContain('**Fixed.**');
  expectNoViolations(clinic.github);
}, 180_000);

test('what the change takes away is spoken of on the line that goes, and linked to where it still stands', async () => {
  const { payload, number } = clinic.change('away', { 'platform/quota.yaml': null });
  await clinic.review({ payload });
  expect(clinic.github.reviewCommentsOn(number)).toMatchObject([{ path: 'platform/quota.yaml', place: { side: 'LEFT' } }]);
  const { baseSha, headSha } = clinic.github.store.pulls.find((pull) => pull.number === number) ?? {};
  const [comment] = clinic.said(number);
  expect(comment?.body).toContain(`/blob/${baseSha}/platform/quota.yaml`);
  expect(comment?.body).not.toContain(`/blob/${headSha}/platform/quota.yaml`);
  expectNoViolations(clinic.github);
}, 60_000);

test('what is missing is asked for where it belongs, as a change that holds once it is made', async () => {
  const added = 'apps/journal/bare.yaml';
  const bare = sound
    .replaceAll('journal-api', 'bare-api')
    .replace(/ {10}securityContext:\n {12}allowPrivilegeEscalation: false\n {12}capabilities:\n {14}drop: \[ALL\]\n/, '');
  expect(bare).not.toContain('ALL');
  const { payload, number, headSha } = clinic.change('bare', { [added]: bare });
  await clinic.review({ payload });
  const lines = bare.split('\n');
  const [comment, ...others] = clinic.github.reviewCommentsOn(number);
  expect(others).toEqual([]);
  expect(lines[(comment?.place?.line ?? 0) - 1]).toBe('        - name: api');
  const suggestion = /```suggestion\n([\s\S]*?)\n```/.exec(comment?.body ?? '')?.[1] ?? '';
  expect(suggestion.split('\n')[0]).toBe('        - name: api');
  expect(clinic.check(headSha)?.conclusion).not.toBe('success');

  lines.splice((comment?.place?.line ?? 0) - 1, 1, ...suggestion.split('\n'));
  clinic.github.push('bare', { [added]: lines.join('\n') }, { by: 'anna' });
  expect((await clinic.reviewAgain(number)).exitCode).toBe(0);
  expect(comment?.minimized).toBe('RESOLVED');
  expectNoViolations(clinic.github);
}, 120_000);
