import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { deployByFlux, readManifests, type Tree } from './forms.ts';

/**
 * What the article "How to use Kubernetes in Danish Healthcare" asks of a cluster, through the built command line: single sign-on by Dex, audit log and its
 * way out, rights, Pod Security, Falco, cert-manager, Velero, a certified data centre and a processor agreement.
 */
const cli = join(import.meta.dirname, '../../../dist/cli.js');
const now = '2026-11-24T08:00:00Z';
const manifests = readManifests();
const forms: Readonly<Record<string, Tree>> = { 'as manifests': manifests, 'as Flux and Helm render it': deployByFlux(manifests) };

/** The controls behind the list, by the block that answers them. */
const asked = {
  signOn: ['AUT-01', 'AUT-02', 'AUT-03', 'AUT-04'],
  rights: ['AUT-06', 'AUT-07', 'AUT-08', 'AUT-09', 'AUT-10', 'AUT-11', 'AUT-12', 'AUT-13'],
  auditLog: ['LOG-01', 'LOG-02', 'LOG-03', 'LOG-04', 'LOG-05', 'LFU-01'],
  podSecurity: ['WKL-01', 'WKL-02', 'WKL-03', 'WKL-04', 'WKL-05', 'WKL-06', 'WKL-07', 'WKL-08'],
  detection: ['INC-01', 'INC-02'],
  encryption: ['ENC-01', 'ENC-02'],
  backup: ['BAK-01', 'BAK-02', 'BAK-03', 'BAK-04'],
};
const vouchedFor = ['ALR-01', 'BAK-06', 'INC-04', 'INC-05', 'LFU-03', 'LOG-06', 'PHY-01', 'SUP-04'];

const podSecurityLabels = / {4}pod-security\.kubernetes\.io\/enforce(-version)?: .*\n/g;
const podSecurityPolicy = `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata: { name: restricted }
spec: { privileged: false, runAsUser: { rule: MustRunAsNonRoot }, volumes: [configMap, secret, persistentVolumeClaim] }
`;

const agreement = / {4}agreement:\n(?: {6}.*\n)+/;
const certificate = / {4}certificate:\n(?: {6}.*\n)+/;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tilsyn-seed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each(Object.entries(forms))('the cluster, %s', (_, tree) => {
  test('passes', () => {
    const { exit, results, failed } = check(tree);
    expect([exit, failed]).toEqual([0, []]);
    const controls = Object.values(asked).flat();
    expect(pick(results, controls)).toEqual(all(controls, 'pass'));
    expect(pick(results, vouchedFor)).toEqual(all(vouchedFor, 'attested'));
  });

  test.each<[string, RegExp, string, readonly string[]]>([
    ['Falco without a way out for what it finds', /(?<=http_output: ).*/, '{enabled: false}', ['INC-02']],
    ['Velero paused', /(?<=(?:paused|setting): )false/, 'true', ['BAK-01', 'BAK-02']],
    ['Dex with passwords of its own', /(?<=enablePasswordDB: )false/, 'true', ['AUT-02']],
    ['cert-manager with a test issuer', /acme-v02/, 'acme-staging-v02', ['ENC-02']],
    ['PodSecurityPolicy in the place of Pod Security', podSecurityLabels, '', ['SUP-05', 'WKL-01', 'WKL-10']],
  ])('does not with %s', (_setting, from, to, controls) => {
    const wrong = from === podSecurityLabels ? { ...tree, 'platform/psp.yaml': podSecurityPolicy } : tree;
    const { exit, failed } = check(replaceIn(wrong, from, to));
    expect([exit, failed]).toEqual([1, [...controls]]);
  });
});

describe('what lies beside the charts', () => {
  test.each<[string, RegExp, string, readonly string[]]>([
    ['an audit policy whose first rule is None', /(?<=level: None)\n.*nonResourceURLs.*/, '', ['LOG-01', 'LOG-02', 'LOG-03', 'LOG-04']],
    ['an API server that asks nobody for rights', /Node,RBAC/, 'AlwaysAllow', ['AUT-06']],
    ['a right for everybody', /name: operators }\]/, 'name: "system:authenticated" }]', ['AUT-08']],
    ['privileged pods', /allowPrivilegeEscalation: false,/, 'privileged: true,', ['WKL-02', 'WKL-05']],
    ['an entrance without encryption', / {2}tls: \[.*\n/, '', ['ENC-01']],
    ['a processor without an agreement', agreement, '', ['SUP-04']],
  ])('does not pass with %s', (_setting, from, to, controls) => {
    const { exit, failed } = check(replaceIn(manifests, from, to));
    expect([exit, failed]).toEqual([1, [...controls]]);
  });
});

/** A folder says what is missing now; a change is what takes something away, and that is held up. */
describe('a change that takes away', () => {
  test.each<[string, (tree: Tree) => Tree, readonly string[]]>([
    ['single sign-on', without('authentication'), ['AUT-01']],
    ['Dex', without('dex'), ['AUT-02', 'AUT-03', 'AUT-04']],
    ['the audit policy', without('audit'), ['LOG-01', 'LOG-02', 'LOG-03', 'LOG-04']],
    ['the way of logs out of the cluster', without('logging'), ['LOG-05']],
    ['alarms', without('alerts'), ['LFU-01', 'LFU-02']],
    ['Pod Security', without('namespaces'), ['CHG-07', 'OUT-03', 'WKL-01']],
    ['Falco', without('falco'), ['INC-01', 'INC-02']],
    ['cert-manager', without('cert-manager'), ['ENC-02']],
    ['Velero', without('velero'), ['BAK-01', 'BAK-02', 'BAK-03', 'BAK-04', 'PHY-02']],
    ['the certificate of the data centre', (tree) => replaceIn(tree, certificate, ''), ['PHY-01']],
    ['the agreement with the processor', (tree) => replaceIn(tree, agreement, ''), ['SUP-04']],
  ])('%s is held up', (_, takeAway, controls) => expectHeldUp(manifests, takeAway, controls));

  test.each<[string, readonly string[]]>([
    ['dex', ['AUT-02', 'AUT-03', 'AUT-04']],
    ['falco', ['INC-01', 'INC-02']],
    ['cert-manager', ['ENC-02']],
    ['velero', ['BAK-01', 'BAK-02', 'BAK-03', 'BAK-04', 'PHY-02']],
  ])('the release of %s is held up', (name, controls) => expectHeldUp(deployByFlux(manifests), without(name), controls));
});

function expectHeldUp(tree: Tree, takeAway: (tree: Tree) => Tree, controls: readonly string[]): void {
  const { exit, before, results } = review(tree, takeAway(tree));
  const lost = Object.keys(results).filter((control) => results[control] !== before[control] && control !== 'CHG-06');
  expect([exit, lost]).toEqual([1, [...controls]]);
  expect(lost.filter((control) => results[control] === 'pass')).toEqual([]);
}

interface Outcome {
  readonly exit: number | null;
  readonly results: Readonly<Record<string, string>>;
  /** Controls with a finding that says fail, sorted. */
  readonly failed: readonly string[];
}

function check(tree: Tree): Outcome {
  write(tree);
  return judge('check', '.');
}

function review(before: Tree, after: Tree): Outcome & { readonly before: Outcome['results'] } {
  git('init', '--quiet', '--initial-branch=main');
  commit(before);
  const { results } = judge('check', '.');
  git('switch', '--quiet', '--create', 'change');
  git('rm', '--quiet', '-r', '.');
  commit(after);
  return { ...judge('review', '--base', 'main', '--head', 'change'), before: results };
}

function judge(...command: readonly string[]): Outcome {
  const { status, stdout } = spawnSync(process.execPath, [cli, ...command, '--now', now, '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { controls, findings } = JSON.parse(stdout) as {
    readonly controls: readonly { readonly id: string; readonly result: string }[];
    readonly findings: readonly { readonly control: string; readonly status: string }[];
  };
  const failed = new Set(findings.filter((finding) => finding.status === 'fail').map(({ control }) => control));
  return { exit: status, results: Object.fromEntries(controls.map(({ id, result }) => [id, result])), failed: [...failed].sort() };
}

function write(tree: Tree): void {
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function commit(tree: Tree): void {
  write(tree);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'The cluster');
}

function git(...args: readonly string[]): void {
  const who = ['-c', 'user.name=Anna', '-c', 'user.email=anna@example.com'];
  execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'ignore' });
}

function pick(results: Outcome['results'], controls: readonly string[]): Outcome['results'] {
  return Object.fromEntries(controls.map((control) => [control, results[control] ?? 'absent']));
}

function all(controls: readonly string[], result: string): Outcome['results'] {
  return Object.fromEntries(controls.map((control) => [control, result]));
}

function replaceIn(tree: Tree, from: RegExp, to: string): Tree {
  const replaced = Object.fromEntries(Object.entries(tree).map(([path, text]) => [path, text.replace(from, to)]));
  expect(replaced).not.toEqual(tree);
  return replaced;
}

function without(block: string): (tree: Tree) => Tree {
  const own = new RegExp(`^(platform/)?${block}\\.yaml$|^charts/${block}/`);
  return (tree) => {
    const kept = Object.entries(tree).filter(([path]) => !own.test(path));
    expect(kept.length).toBeLessThan(Object.keys(tree).length);
    return Object.fromEntries(kept);
  };
}
