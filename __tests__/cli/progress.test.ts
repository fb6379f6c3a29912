import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { withProgress } from '../../src/cli/progress.ts';
import type { Engine } from '../../src/render/engine/engine.ts';
import { cli, makeWorkplace, sound, type Workplace } from './command-line.ts';

describe('progress on a terminal', () => {
  const answer = { answer: { ok: true as const, kind: 'template' as const, documents: [] }, documents: [] };
  const never = () => Promise.reject(new Error('not asked'));
  const engine: Engine = {
    digest: 'd',
    renderChart: never,
    buildKustomization: never,
    substitute: never,
    fillTemplates: () => Promise.resolve(answer),
    stop: () => Promise.resolve(),
  };
  const job = { kind: 'template' as const, options: [], sets: [] };

  test('counts what is rendered, and leaves an empty line behind', async () => {
    const shown: string[] = [];
    let now = 0;
    const watched = withProgress(engine, { isTTY: true, write: (text) => shown.push(text) }, () => (now += 600));
    await Promise.all([1, 2, 3].map(() => watched.fillTemplates(job, 's')));
    expect(shown.map((text) => text.replace('\r\u001b[K', ''))).toEqual(['tilsyn: 0/3', 'tilsyn: 1/3', 'tilsyn: 2/3', '']);
  });

  test('says nothing of what is quick, and nothing where there is no terminal', async () => {
    const shown: string[] = [];
    const write = (text: string) => shown.push(text);
    await withProgress(engine, { isTTY: true, write }, () => 1).fillTemplates(job, 's');
    expect([shown, withProgress(engine, { write })]).toEqual([[], engine]);
  });
});

describe('--jobs', () => {
  let place: Workplace;
  beforeEach(() => {
    place = makeWorkplace();
    place.write({
      'a/kustomization.yaml': 'resources: [s.yaml]\n',
      'a/s.yaml': sound,
      'b/kustomization.yaml': 'resources: [../a]\nnamePrefix: b-\n',
    });
  });
  afterEach(() => place.remove());

  test('changes nothing but how many render at once', () => {
    const [one, two] = [place.run('render', '--jobs', '1'), place.run('render', '--jobs', '3')];
    expect([one.status, one.stderr, one.stdout]).toEqual([0, '', two.stdout]);
  });

  test.each(['0', '1000', 'two'])('%s ends with 2 and says what it is', (value) => {
    expect(place.run('check', '--jobs', value)).toMatchObject({ status: 2, stderr: expect.stringContaining('`--jobs` cannot be') });
  });

  test('the report stands whole on a terminal', () => {
    const said = execFileSync('python3', ['-c', 'import pty, sys; pty.spawn(sys.argv[1:])', process.execPath, cli, 'check'], {
      cwd: place.folder,
      encoding: 'utf8',
      input: '',
      timeout: 60_000,
    });
    expect(said).toMatch(/1 |2 /);
  });
});
