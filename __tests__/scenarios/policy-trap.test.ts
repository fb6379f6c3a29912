import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { runAction } from '../runner/runner.ts';
import { openClinic } from './clinic.ts';

const clinic = await openClinic();
const folder = mkdtempSync(join(tmpdir(), 'broken-action-'));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await clinic.github.close();
});

const pod = `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"plain"},"spec":{"containers":[]}}\n`;
const configMap = (inside: string): string => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"trap"},"data":{"a":${inside}}}\n`;

test.each([
  ['a number that no machine has', configMap('1e999'), 'is not valid YAML: `a number is too large`'],
  [
    'lists in lists without end',
    configMap(`${'['.repeat(20_000)}${']'.repeat(20_000)}`),
    'a limit was passed for `yaml-depth`: at most 200',
  ],
  ['a text larger than any cluster takes', configMap(`"${'x'.repeat(3 * 1024 * 1024)}"`), 'a limit was passed for `yaml-scalar`'],
])('%s is named and never green', async (what, text, named) => {
  const { number, headSha, payload } = clinic.change(what.replaceAll(' ', '-'), { 'apps/trap/trap.json': text, 'apps/trap/zz.json': pod });
  expect((await clinic.review({ payload })).exitCode).toBe(2);
  expect(clinic.check(headSha)?.conclusion).toBe('failure');
  expect(clinic.said(number)[0]?.body).toContain(`\`apps/trap/trap.json\`${named.startsWith('is') ? ', line 1, ' : ': '}${named}`);
  expectNoViolations(clinic.github);
});

test('half a surrogate hides nothing of what stands beside it', async () => {
  const privileged = pod.replace('[]', '[{"name":"c","image":"x","securityContext":{"privileged":true},"args":["\\ud800"]}]');
  const { headSha, payload } = clinic.change('surrogate', {
    'apps/trap/trap.json': configMap('"\\udfff\\ud800"'),
    'apps/trap/zz.json': privileged,
  });
  expect((await clinic.review({ payload })).outputs.conclusion).toBe('failure');
  expect(clinic.check(headSha)?.annotations).toContainEqual(
    expect.objectContaining({ path: 'apps/trap/zz.json', title: expect.stringContaining('WKL-02') }),
  );
  expectNoViolations(clinic.github);
});

/** The policies themselves break: the bundle as it is, but for its policy thread. */
test.each([
  ['ends', 'process.exit(0)', 'The policies stopped with an error'],
  ['throws', "throw new Error('unreachable')", 'The policies stopped with an error'],
  [
    'answers with nothing',
    "port.on('message', ({ id }) => port.postMessage({ id, result: [] }))",
    'The policies answered for another number',
  ],
])('a policy thread that %s leaves everything undecided', async (what, script, named) => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  for (const file of ['action.yml', 'package.json']) writeFileSync(join(folder, file), readFileSync(join(root, file)));
  writeFileSync(join(folder, 'dist', 'evaluate-worker.js'), `import { parentPort as port } from 'node:worker_threads';\n${script};\n`);
  const { number, headSha, payload } = clinic.change(what.replaceAll(' ', '-'), { 'apps/plain.json': pod });
  const token = clinic.github.issueToken({ permissions: { contents: 'read', checks: 'write', 'pull-requests': 'write' } });
  const run = await runAction({
    github: clinic.github,
    event: 'pull_request_target',
    payload,
    token,
    action: folder,
    env: { TILSYN_API_PACE: '1' },
  });
  expect([run.exitCode, run.outputs.conclusion]).toEqual([2, 'failure']);
  expect(clinic.check(headSha)?.conclusion).toBe('failure');
  expect(clinic.said(number)[0]?.body).toContain(named);
  expectNoViolations(clinic.github);
});
