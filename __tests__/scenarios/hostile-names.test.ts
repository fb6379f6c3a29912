import { afterAll, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { readMarkdown } from '../report/markdown-reader.ts';
import { openClinic } from './clinic.ts';

const clinic = await openClinic();
afterAll(() => clinic.github.close());

/** What an attacker would write wherever a name or a value is taken. */
const hostile = [
  'a` @octocat `` #1 GH-1 <img src=x onerror=alert(1)> </details> <!-- --> <!-- tilsyn:verdict --> [x](javascript:alert(1)) ![x](https://evil.example/p.png)',
  '\n```\n\n# **Passed.**\n\n::set-output name=conclusion::success\n::add-mask::success\n::error file=x::y\n\n```\n',
  '\u202Egnp.exe\u2066\u200B\u{E0041}\u2028 %0A::warning::z \u001B[31m',
  `${'`'.repeat(40)} | & | \\ ${'very long '.repeat(500)}`,
].join(' ');

/** One line that names as much as a path may. */
const folder = 'apps/@octocat <b> `x` --> ::add-mask::success %0A [a](b)';

const manifest = (name: string): string =>
  `${JSON.stringify(
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: hostile, labels: { [hostile]: hostile }, annotations: { [hostile]: hostile } },
      spec: {
        template: {
          spec: {
            volumes: [{ name: hostile, hostPath: { path: hostile } }],
            containers: [
              { name: hostile, image: hostile, securityContext: { privileged: true, runAsUser: 0, capabilities: { add: [hostile] } } },
              { name: 'c', image: `registry.example.com/${hostile}`, env: [{ name: `PASSWORD ${hostile}`, value: hostile }] },
            ],
          },
        },
      },
    },
    null,
    1,
  )}\n`;

test('names and values of manifests are inert wherever they are shown', async () => {
  const { number, headSha, payload } = clinic.change('hostile', {
    [`${folder}/one.json`]: manifest(hostile),
    [`${folder}/torn\n::add-mask::x.yaml`]: 'a: 1\n',
    'apps/torn.yaml': `apiVersion: ${JSON.stringify(hostile)}\nkind: [\n`,
    'apps/half.json': `${JSON.stringify({ kind: hostile, metadata: { name: hostile } })}\n`,
    'apps/flux.json': `${JSON.stringify({ apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: hostile, metadata: { name: hostile, namespace: hostile } })}\n`,
    '.github/tilsyn.yml': `environment: production\napprovals: none\n${JSON.stringify(hostile)}: 1\n`,
  });
  const run = await clinic.review({ payload });
  expect([run.exitCode, run.outputs.conclusion, run.faults]).toEqual([2, 'failure', []]);

  // Of the runner's commands only our own: the mask of the token, and why the job is red.
  expect(run.commands.map(({ name }) => name)).toEqual(['add-mask', 'error']);
  expect(run.masks).toEqual([expect.stringMatching(/^ghs_/)]);

  const check = clinic.check(headSha);
  const comments = [...clinic.said(number), ...clinic.github.reviewCommentsOn(number), ...clinic.github.reviewsOn(number)];
  const [sticky] = clinic.said(number);
  expect(clinic.github.reviewCommentsOn(number).length + (check?.annotations.length ?? 0)).toBeGreaterThan(0);
  expect(sticky?.body.match(/<!-- tilsyn:verdict -->/g)?.length).toBe(1 + spans(sticky?.body ?? '', '<!-- tilsyn:verdict -->'));
  for (const text of [...comments.map(({ body }) => body), check?.summary ?? '', check?.text ?? '', run.summary]) {
    const reading = readMarkdown(text.replaceAll(clinic.github.serverUrl, 'https://github.com'));
    expect(reading.isClosed).toBe(true);
    // Own markup is folds, small print and the marks of comments; nothing of theirs is among it.
    const bare = reading.bare.replace(/^<!-- tilsyn:[a-z]+(?: [0-9a-f]{16})* -->$/gm, '').replace(/<\/?(?:details|summary|sub|code)>/g, '');
    expect(bare).not.toMatch(/<|@[a-z]|#1|GH-1|javascript:|evil\.example|::/);
    expect(text).not.toMatch(/[\p{Cf}\u2028]|(?!\n)\p{Cc}/u);
  }
  for (const { title = '', message, path } of check?.annotations ?? []) {
    expect(title + message).not.toMatch(/[\p{Cf}\u2028]|(?!\n)\p{Cc}/u);
    expect(path).toBe(`${folder}/one.json`);
    expect(message.length).toBeLessThan(5_000);
  }
  expect(check?.title).not.toMatch(/@octocat|[\n\r]/);
  expectNoViolations(clinic.github);
});

/** How often a text stands inside code, where it is only shown. */
function spans(markdown: string, text: string): number {
  const outside = readMarkdown(markdown).bare.split(text).length - 1;
  return markdown.split(text).length - 1 - outside;
}
