import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { knownKeys } from '../../src/config/known-keys.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import { registerSchema } from '../../src/register/schema.ts';
import { cli, makeWorkplace, sound, type Workplace } from './command-line.ts';

const action = `acme/tilsyn@${'1'.repeat(40)}`;
const evidence = '.github/workflows/tilsyn-evidence.yml';
const register = 'compliance/register.yaml';

describe('init', () => {
  let place: Workplace;
  beforeEach(() => {
    place = makeWorkplace();
    place.write({ 'apps/service.yaml': sound });
    place.git('init', '--quiet', '--initial-branch=trunk');
  });
  afterEach(() => place.remove());

  const read = (path: string): string => readFileSync(join(place.folder, path), 'utf8');

  test('writes workflows that name the branch and the release, and a configuration that is valid and holds nothing but what differs', () => {
    const { status, stdout } = place.run('init', '--action', action, '--environment', 'no', '--language', 'da');
    expect([status, stdout]).toEqual([0, expect.stringContaining('Fundet her: 1 mappe med manifester; i alt 1 objekter.')]);
    expect(stdout).not.toContain('nullerne');
    expect(parse(read(evidence))).toMatchObject({ on: { push: { branches: ['trunk'] } } });
    for (const name of ['review', 'commands', 'evidence']) {
      const text = read(`.github/workflows/tilsyn-${name}.yml`);
      expect([text.includes(`uses: ${action} `), text.includes('0'.repeat(40))]).toEqual([true, false]);
    }
    const { problems, configuration, present } = loadConfiguration(read('.github/tilsyn.yml'));
    expect([problems, configuration.environment, configuration.language, present]).toEqual([[], 'no', 'da', true]);
    expect(Object.keys(parse(read('.github/tilsyn.yml')) as object)).toEqual(['language', 'environment']);
    expect(read('.github/tilsyn.yml')).toContain(`/acme/tilsyn/${'1'.repeat(40)}/schema/config.schema.json`);
  });

  test('says to fill the release in where nobody named one, and can be repeated', () => {
    const first = place.run('init');
    expect([first.status, first.stdout]).toEqual([0, expect.stringMatching(/^1\. Review a release/m)]);
    const again = place.run('init');
    expect([again.status, again.stdout.match(/is as it should be/g)?.length]).toEqual([0, 6]);
  });

  test('shows how a workflow differs and leaves it, until told to overwrite; what people wrote stays anyway', () => {
    place.run('init', '--action', action);
    place.write({ [evidence]: 'mine: true\n', '.github/tilsyn.yml': 'failOn: low\n', [register]: 'version: 1\nlocations: []\n' });
    const left = place.run('init', '--action', action);
    expect([left.status, left.stdout]).toEqual([1, expect.stringMatching(/^-mine: true$/m)]);
    expect(read(evidence)).toBe('mine: true\n');
    const written = place.run('init', '--action', action, '--overwrite');
    expect([written.status, written.stdout]).toEqual([0, expect.stringMatching(/^-mine: true$/m)]);
    expect(read(evidence)).toContain('name: tilsyn evidence');
    expect([read('.github/tilsyn.yml'), read(register)]).toEqual(['failOn: low\n', 'version: 1\nlocations: []\n']);
  });

  test('writes nothing on a dry run, and nothing through a link that leads elsewhere', () => {
    expect(place.run('init', '--dry-run').stdout).toMatch(/tilsyn-review\.yml: would be written/);
    expect(existsSync(join(place.folder, '.github'))).toBe(false);
    mkdirSync(join(place.folder, 'elsewhere'));
    symlinkSync(join(place.folder, 'elsewhere'), join(place.folder, '.github'));
    const { status, stdout } = place.run('init', '--overwrite');
    expect([status, stdout]).toEqual([1, expect.stringMatching(/tilsyn-review\.yml: something that is no plain file/)]);
    expect(existsSync(join(place.folder, 'elsewhere/workflows'))).toBe(false);
  });

  test('makes a register that vouches for nothing, with what manifests name in the entries to fill in', () => {
    const binding = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: admins}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: "drift: alle"}, {kind: ServiceAccount, name: robot, namespace: x}]
`;
    const velero = `apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata: {name: default, namespace: velero}
spec: {provider: aws, objectStorage: {bucket: b}, config: {region: eu-north-1, s3Url: "https://s3.example.com:9000/x"}}
---
apiVersion: velero.io/v1
kind: Schedule
metadata: {name: journal-hourly, namespace: velero}
spec: {schedule: "0 * * * *", template: {}}
`;
    place.write({ 'apps/binding.yaml': binding, 'apps/velero.yaml': velero });
    place.run('init');
    const text = read(register);
    expect(registerSchema.safeParse(parse(text))).toMatchObject({ success: true, data: { locations: [], restoreTests: [] } });
    const filled = parse(text.replace(/^#(?! )|^#(?= {2})/gm, '')) as Readonly<Record<string, unknown>>;
    expect(filled).toMatchObject({
      locations: [{ id: 'eu-north-1', region: 'eu-north-1' }],
      processors: [{ hosts: ['s3.example.com'] }],
      roster: { people: ['drift: alle'] },
      restoreTests: [{ system: 'velero/journal-hourly' }],
    });
    expect(unknownKeys(filled)).toEqual([]);
    expect(Object.keys(filled).sort()).toEqual([...knownKeys(registerSchema, [])].sort());
  });

  test.each([
    ['--action', 'acme/tilsyn@v1', 'full commit'],
    ['--branch', 'a b', 'name of a branch'],
  ])('%s %s ends with 2 and says what it is', (flag, value, hint) => {
    const { status, stderr } = place.run('init', flag, value);
    expect([status, stderr]).toEqual([2, expect.stringContaining(hint)]);
  });

  test('asks on a terminal for what no flag said', () => {
    const answers = ['da', '', 'production', action, ''].join('\\n');
    const script = `import pty, os, sys
pid, fd = pty.fork()
if pid == 0: os.execv(sys.argv[1], sys.argv[1:])
os.write(fd, b"${answers}\\n")
out = b""
while True:
    try: part = os.read(fd, 65536)
    except OSError: break
    if not part: break
    out += part
sys.stdout.buffer.write(out)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;
    const said = execFileSync('python3', ['-c', script, process.execPath, cli, 'init'], {
      cwd: place.folder,
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(said).toContain('Den gren, som pull requests går ind i [trunk]');
    expect(parse(read('.github/tilsyn.yml'))).toEqual({ language: 'da', environment: 'production' });
    expect(read(evidence)).toContain(`uses: ${action} `);
  });
});

/** Keys that the register's schema does not know where they stand. */
function unknownKeys(value: unknown, path: readonly PropertyKey[] = []): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => unknownKeys(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  const known = knownKeys(registerSchema, path);
  return Object.entries(value).flatMap(([key, inner]) =>
    known.includes(key) ? unknownKeys(inner, [...path, key]) : [[...path, key].join('.')],
  );
}
