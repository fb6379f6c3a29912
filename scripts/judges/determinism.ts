/**
 * Renders the same files in 20 fresh processes, each with another time zone, locale and clock, and the goldens of the engine under every Node that is
 * named: all must write the same bytes.
 *
 *   LIBFAKETIME=…/libfaketime.so.1 node scripts/judges/determinism.ts [NODE …]
 *
 * Without LIBFAKETIME the clock is the machine's own in every process, and the judge says so.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const home = join(import.meta.dirname, '../..');
const goldens = join(home, '__tests__/render/engine');
const processes = 20;
const zones = ['UTC', 'Europe/Copenhagen', 'Asia/Kathmandu', 'Pacific/Apia', 'America/St_Johns'];
const locales = ['C', 'C.UTF-8', 'da_DK.UTF-8', 'tr_TR.UTF-8', 'ar_EG.UTF-8'];

/** Everything that a template can ask of clock and chance, and a map whose order nobody gives. */
const chart = {
  'Chart.yaml': 'apiVersion: v2\nname: chance\nversion: 1.0.0\n',
  'values.yaml': `map: {${Array.from({ length: 40 }, (_, index) => `k${(index * 7) % 40}: ${index}`).join(', ')}}\n`,
  'templates/all.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: chance}
data:
  now: {{ now | date "2006-01-02T15:04:05Z07:00" | quote }}
  unix: {{ now | unixEpoch | quote }}
  htmlDate: {{ now | htmlDate | quote }}
  ago: {{ now | ago | quote }}
  local: {{ dateInZone "2006-01-02 15:04" (now) "Local" | quote }}
  uuid: {{ uuidv4 | quote }}
  random: {{ randAlphaNum 32 | quote }}
  bytes: {{ randBytes 16 | quote }}
  int: {{ randInt 0 1000000 | quote }}
  shuffled: {{ shuffle "abcdefghijklmnop" | quote }}
  password: {{ derivePassword 1 "long" "password" "user" "example.com" | quote }}
  htpasswd: {{ htpasswd "user" "password" | quote }}
  key: {{ genPrivateKey "ed25519" | quote }}
  {{- $ca := genCA "ca" 365 }}
  ca: {{ $ca.Cert | quote }}
  cert: {{ (genSignedCert "host" nil (list "host") 365 $ca).Cert | quote }}
  {{- range $key, $value := .Values.map }}
  {{ $key }}: {{ $value | quote }}
  {{- end }}
  keys: {{ keys .Values.map | join "," | quote }}
`,
} satisfies Record<string, string>;

const scratch = mkdtempSync(join(tmpdir(), 'tilsyn-determinism-'));
try {
  process.exitCode = main(process.argv.slice(2));
} finally {
  rmSync(scratch, { recursive: true });
}

function main(nodes: readonly string[]): number {
  const few = join(scratch, 'few');
  for (const [path, text] of Object.entries(chart)) write(join(few, 'chance', path), text);
  for (const name of ['charts/sprig', 'overlays/generators']) cpSync(join(goldens, name), join(few, name), { recursive: true });
  const library = process.env.LIBFAKETIME;
  if (library === undefined) process.stdout.write('LIBFAKETIME is not set: the clock is the same in all processes.\n');
  const runs = Array.from({ length: processes }, (_, index) => render(process.execPath, few, surroundings(index, library)));
  const same = compare(`${processes} processes`, runs);

  const all = join(scratch, 'all');
  for (const kind of ['charts', 'overlays']) cpSync(join(goldens, kind), join(all, kind), { recursive: true });
  const versions = [process.execPath, ...nodes].map((node) => render(node, all, {}));
  return same && (nodes.length === 0 || compare(`${nodes.length + 1} versions of Node`, versions)) ? 0 : 1;
}

function surroundings(index: number, library: string | undefined): Readonly<Record<string, string>> {
  const locale = locales[index % locales.length] as string;
  const clock = library === undefined ? {} : { LD_PRELOAD: library, FAKETIME: `${index % 2 === 0 ? '+' : '-'}${index * 97}d` };
  return { TZ: zones[(index * 3) % zones.length] as string, LANG: locale, LC_ALL: locale, ...clock };
}

/** What the built command line writes, whole. */
function render(node: string, folder: string, env: Readonly<Record<string, string>>): string {
  const args = [join(home, 'dist/cli.js'), 'render', folder, '--format', 'json'];
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 2 ** 28 });
  if (status !== 0 && status !== 2) throw new Error(`${node}: exit ${status}\n${stderr}`);
  if (stdout.length < 1_000) throw new Error(`${node} rendered next to nothing:\n${stdout}`);
  return stdout;
}

function compare(what: string, outputs: readonly string[]): boolean {
  const digests = new Set(outputs.map((output) => createHash('sha256').update(output).digest('hex')));
  const same = digests.size === 1;
  process.stdout.write(
    `${what}: ${same ? 'the same' : 'DIFFERENT'} bytes (${outputs[0]?.length}), ${[...digests].map((one) => one.slice(0, 16)).join(' ')}\n`,
  );
  return same;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
