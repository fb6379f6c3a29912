/**
 * Makes what the engine must answer, with the programs that people run: `golden.yaml` beside each `case.json` of __tests__/render/engine.
 *
 *   HELM=… KUSTOMIZE=… node scripts/engine/make-goldens.ts           writes
 *   HELM=… KUSTOMIZE=… node scripts/engine/make-goldens.ts --check   fails when a program now answers otherwise
 *
 * The programs must have the versions of dist/engine.json:
 *   go install helm.sh/helm/v4/cmd/helm@v4.3.1 sigs.k8s.io/kustomize/kustomize/v5@v5.8.2
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface ChartCase {
  readonly chart?: string;
  readonly release: { readonly name: string; readonly namespace: string; readonly isUpgrade?: boolean };
  readonly values?: readonly string[];
  readonly set?: readonly { readonly path: string; readonly value: string; readonly as: 'set' | 'string' | 'json' | 'literal' | 'file' }[];
  readonly kubeVersion?: string;
  readonly apiVersions?: readonly string[];
  /** `helm dependency build` comes first. */
  readonly build?: boolean;
  /** Archives that are packed into the case's charts before all; they are committed. */
  readonly pack?: readonly { readonly from: string; readonly to: string }[];
  /** The kind of error that the engine must answer; the program must fail too. */
  readonly fails?: string;
}

interface OverlayCase {
  readonly root: string;
  readonly loadRestrictions?: 'rootOnly' | 'none';
  readonly enableHelm?: boolean;
  readonly fails?: string;
}

const cases = join(import.meta.dirname, '../../__tests__/render/engine');
const helm = process.env.HELM ?? 'helm';
const kustomize = process.env.KUSTOMIZE ?? 'kustomize';
const setFlags = { set: '--set', string: '--set-string', json: '--set-json', literal: '--set-literal', file: '--set-file' };

main(process.argv.includes('--check'));

function main(check: boolean): void {
  let differ = 0;
  for (const [folder, render] of [
    ['charts', renderChart],
    ['overlays', buildOverlay],
  ] as const) {
    for (const name of readdirSync(join(cases, folder)).sort()) {
      const home = join(cases, folder, name);
      if (!existsSync(join(home, 'case.json'))) continue;
      const golden = inCopy(home, (copy) => render(copy, JSON.parse(readFileSync(join(home, 'case.json'), 'utf8')), check ? copy : home));
      if (golden === undefined) continue;
      const file = join(home, 'golden.yaml');
      if (!check) writeFileSync(file, golden);
      else if (!existsSync(file) || readFileSync(file, 'utf8') !== golden) {
        differ += 1;
        process.stderr.write(`${folder}/${name}: the program answers otherwise\n`);
      }
    }
  }
  if (differ > 0) process.exit(1);
}

function inCopy<Result>(home: string, work: (copy: string) => Result): Result {
  const scratch = mkdtempSync(join(tmpdir(), 'tilsyn-goldens-'));
  try {
    const copy = join(scratch, 'case');
    cpSync(home, copy, { recursive: true });
    return work(copy);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** undefined when the case is to fail, and does. `home` gets the archives. */
function renderChart(copy: string, one: ChartCase, home: string): string | undefined {
  for (const { from, to } of one.pack ?? []) {
    run(helm, ['package', from, '--destination', to], copy);
    if (home !== copy) cpSync(join(copy, to), join(home, to), { recursive: true });
  }
  const chart = one.chart ?? 'chart';
  if (one.build) run(helm, ['dependency', 'build', chart], copy);
  const args = ['template', one.release.name, chart, '--namespace', one.release.namespace, '--include-crds'];
  for (const file of one.values ?? []) args.push('--values', file);
  for (const { path, value, as } of one.set ?? []) args.push(setFlags[as], `${path}=${value}`);
  if (one.kubeVersion !== undefined) args.push('--kube-version', one.kubeVersion);
  for (const version of one.apiVersions ?? []) args.push('--api-versions', version);
  if (one.release.isUpgrade) args.push('--is-upgrade');
  return run(helm, args, copy, one.fails);
}

function buildOverlay(copy: string, one: OverlayCase): string | undefined {
  const args = ['build', one.root];
  if (one.loadRestrictions === 'none') args.push('--load-restrictor', 'LoadRestrictionsNone');
  if (one.enableHelm) args.push('--enable-helm', '--helm-command', helm);
  return run(kustomize, args, copy, one.fails);
}

function run(program: string, args: readonly string[], cwd: string, fails?: string): string | undefined {
  // A time makes archives the same each time; homes inside the copy keep the user's own settings out.
  const env = {
    ...process.env,
    SOURCE_DATE_EPOCH: '1700000000',
    HOME: cwd,
    XDG_CONFIG_HOME: join(cwd, '.x'),
    XDG_CACHE_HOME: join(cwd, '.y'),
    XDG_DATA_HOME: join(cwd, '.z'),
    GNUPGHOME: cwd,
  };
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) throw error;
  if (fails !== undefined) {
    if (status === 0) throw new Error(`${cwd}: was to fail and did not`);
    return undefined;
  }
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} in ${cwd}:\n${stderr}`);
  return stdout;
}
