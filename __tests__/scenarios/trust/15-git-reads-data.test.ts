import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../../github/server.ts';
import { journal, openClinic, sound } from '../clinic.ts';

const clinic = await openClinic();
const folder = mkdtempSync(join(tmpdir(), 'spy-'));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await clinic.github.close();
});

type Call = readonly string[];

/** A git before the real one that writes down how it was called: arguments, environment and configuration of the repository. */
function spyOnGit(): { readonly path: string; calls(): readonly Call[] } {
  const log = join(folder, 'calls');
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  writeFileSync(
    join(folder, 'git'),
    `#!/bin/sh
{
  echo 'call:'
  for each in "$@"; do printf 'arg: %s\\n' "$each"; done
  env | sed 's/^/env: /'
  cat config 2>/dev/null | sed 's/^/config: /'
} >> ${log}
exec ${real} "$@"
`,
    { mode: 0o755 },
  );
  const path = [folder, dirname(process.execPath), process.env.PATH].join(delimiter);
  return {
    path,
    calls: () =>
      readFileSync(log, 'utf8')
        .split('call:\n')
        .slice(1)
        .map((call) => call.split('\n')),
  };
}

/** The first argument that is neither a setting nor the mark of one. */
function subcommand(call: Call): string {
  const words = call.filter((line) => line.startsWith('arg: ')).map((line) => line.slice('arg: '.length));
  return words.find((word, index) => word !== '-c' && words[index - 1] !== '-c') ?? '';
}

test('what a change says to git is data: nothing of it runs, nothing is checked out, and no call carries the token', async () => {
  const touched = join(folder, 'touched');
  const command = `touch ${touched}`;
  const { headSha, number, payload } = clinic.change('sly', {
    [journal]: sound.replace('replicas: 2', 'replicas: 3'),
    '.gitattributes': '* filter=sly diff=sly merge=sly text eol=crlf\n*.yaml export-ignore\n',
    '.gitconfig': `[filter "sly"]\n\tsmudge = ${command}\n[core]\n\tfsmonitor = ${command}\n`,
    config: `[core]\n\thooksPath = hooks\n\tsshCommand = ${command}\n[merge "sly"]\n\tdriver = ${command}\n`,
    'hooks/post-checkout': { content: `#!/bin/sh\n${command}\n`, mode: '100755' },
    'hooks/reference-transaction': { content: `#!/bin/sh\n${command}\n`, mode: '100755' },
    '--upload-pack=touch': 'x\n',
    '.lfsconfig': `[lfs]\n\turl = "ext::sh -c '${command}'"\n`,
  });
  // The base goes on in the same file, so that a merge of contents is done.
  clinic.github.push('main', { [journal]: sound.replace('claimName: journal-documents', 'claimName: journal-papers') }, { by: 'bo' });
  const git = spyOnGit();
  const run = await clinic.review(
    { payload },
    { env: { PATH: git.path, GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.fsmonitor', GIT_CONFIG_VALUE_0: command } },
  );
  expect([run.exitCode, clinic.check(headSha)?.conclusion]).toEqual([0, 'success']);
  expect(clinic.said(number)[0]?.body).not.toContain('journal-papers');
  expect(existsSync(touched)).toBe(false);

  const calls = git.calls();
  const whole = JSON.stringify(calls);
  expect(new Set(calls.map(subcommand))).toEqual(new Set(['init', 'fetch', 'ls-tree', 'cat-file', 'commit-tree', 'merge-tree']));
  expect(whole.includes(run.masks[0] ?? 'no mask')).toBe(false);
  expect(whole.match(/GIT_CONFIG_COUNT|INPUT_|GITHUB_/)).toBeNull();
  for (const call of calls) expect(call).toContain('env: GIT_TERMINAL_PROMPT=0');
  // A reading command sees no remote that it could fetch from by itself.
  const reading = calls.filter((call) => !['fetch', 'init'].includes(subcommand(call)));
  expect(reading.filter((call) => call.some((line) => /^config: .*(promisor|url)/.test(line)))).toEqual([]);
  expectNoViolations(clinic.github);
});

test.each([
  ['a link out of the repository', { content: '/etc/passwd', mode: '120000' as const }],
  ['a link to a manifest', { content: 'deployment.yaml', mode: '120000' as const }],
  ['a submodule', { content: '0123456789012345678901234567890123456789', mode: '160000' as const }],
])('%s is named, not followed', async (what, content) => {
  const { headSha, payload } = clinic.change(what.replaceAll(' ', '-'), { 'apps/journal/other.yaml': content });
  expect((await clinic.review({ payload })).exitCode).toBe(2);
  expect(clinic.check(headSha)).toMatchObject({ conclusion: 'failure', summary: expect.stringContaining('`apps/journal/other.yaml`') });
  expectNoViolations(clinic.github);
});
