import { afterAll, describe, expect, test } from '@jest/globals';
import { expectNoViolations } from '../../github/server.ts';
import { booking, journal, oldFinding, openClinic, rooted, sound, withoutApprovals } from '../clinic.ts';

const lab = (environment: string): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: lab\n  labels:\n    tilsyn/environment: ${environment}\n`;
const clinic = await openClinic({
  configuration: 'approvals: none\nfailOn: none\n',
  files: { [journal]: rooted, 'platform/lab.yaml': lab('test') },
});
const { github } = clinic;
afterAll(() => github.close());

/** Every branch here starts from what `main` was before anybody else went on. */
const start = github.tip('main') ?? '';
const old = clinic.change('old', { [booking]: oldFinding.replace('web:2.9.0', 'web:2.9.1') });
const floating = sound.replaceAll('journal', 'lab').replace(/@sha256:[0-9a-f]+/, '');
const clean = clinic.change('clean-alone', { 'apps/lab/deployment.yaml': floating });
const lenient = clinic.change('lenient', { 'apps/journal/worse.yaml': rooted.replaceAll('journal-api', 'worse') });
const conflicting = clinic.change('conflicting', { [journal]: rooted.replace('runAsUser: 0', 'runAsUser: 7') });
github.push('main', { '.github/tilsyn.yml': withoutApprovals, [journal]: sound, 'platform/lab.yaml': lab('production') }, { by: 'bo' });

describe('the base goes on while a pull request lies', () => {
  test('what others have mended since is neither charged to the change nor credited', async () => {
    const run = await clinic.review(old);
    expect([run.outputs.conclusion, run.outputs['findings-count']]).toEqual(['success', '0']);
    expect(clinic.said(old.number)[0]?.body).not.toContain('fixed by this change');
    expectNoViolations(github);
  });

  test('a change that is clean on its old base and is not on the new one is red', async () => {
    const run = await clinic.review(clean);
    expect(run.outputs.conclusion).toBe('failure');
    expect(clinic.check(clean.headSha)?.annotations).toContainEqual(
      expect.objectContaining({ path: 'apps/lab/deployment.yaml', title: expect.stringContaining('CHG-01') }),
    );
    expectNoViolations(github);
  });

  test('the rules are those of today, not those that were in force where the branch began', async () => {
    expect(github.readFile(start, '.github/tilsyn.yml')).toContain('failOn: none');
    expect((await clinic.review(lenient)).outputs.conclusion).toBe('failure');
    expectNoViolations(github);
  });

  test('a change that conflicts is not judged and not green', async () => {
    const run = await clinic.review(conflicting);
    expect([run.exitCode, clinic.check(conflicting.headSha)?.conclusion]).toEqual([2, 'failure']);
    expect(clinic.said(conflicting.number)[0]?.body).toContain(
      'The change conflicts with the base branch in `apps/journal/deployment.yaml`.',
    );
    expectNoViolations(github);
  });
});
