import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { withActionTables } from '../../scripts/docs/action-tables.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import { parseCommands } from '../../src/event/commands.ts';
import { cli } from '../cli/command-line.ts';
import { anchorsOf, blocksOf, type Page, pages, root } from './pages.ts';

/** What the pages say can be done, can be done. */
const named = pages.map((page): [string, Page] => [page.path, page]);
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the documentation', () => {
  test.each(named)('%s: every link leads somewhere', (path, { text }) => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^https?:/.test(target));
    const broken = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), file));
      if (!existsSync(join(root, target))) return true;
      const page = pages.find((one) => one.path === target);
      return anchor !== undefined && (page === undefined || !anchorsOf(page).has(anchor));
    });
    expect(broken).toEqual([]);
  });

  const help = new Map<string, string>();
  const helpOf = (command: string): string => {
    const known = help.get(command) ?? spawnSync(process.execPath, [cli, 'help', command], { encoding: 'utf8' }).stdout;
    help.set(command, known);
    return known;
  };

  test.each(named)('%s: every command of ours is there, with its flags', (_, { text }) => {
    const lines = [...text.matchAll(/(?:node dist\/cli\.js|npx tilsyn) ([a-z][^`\n#]*)/g)].map(([, words = '']) => words.trim());
    const wrong = lines.filter((line) => {
      const [command = '', ...words] = line.split(/\s+/);
      const flags = words.flatMap((word) => /^(--[a-z-]+)/.exec(word)?.[1] ?? []);
      if (command === 'help') return false;
      const known = helpOf(command);
      return !known.startsWith(`Usage: tilsyn ${command} `) || flags.some((flag) => !new RegExp(`${flag}\\b`).test(known));
    });
    expect(wrong).toEqual([]);
  });

  test.each(named)('%s: every script of npm and every file that is run is there', (_, { text }) => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    const asked = [...text.matchAll(/`npm run ([a-z:-]+)/g)].map(([, name = '']) => name);
    const files = [...text.matchAll(/`node (scripts\/[\w./-]+)/g)].map(([, file = '']) => file);
    expect([asked.filter((name) => !Object.hasOwn(scripts, name)), files.filter((file) => !existsSync(join(root, file)))]).toEqual([
      [],
      [],
    ]);
  });

  test.each(named)('%s: every snippet of YAML and JSON can be read, and configuration is valid', (_, page) => {
    const faults = blocksOf(page).flatMap(({ language, text }) => {
      if (language === 'json') return parsesAsJson(text) ? [] : [text];
      if (language !== 'yaml' && language !== 'yml') return [];
      if (parseAllDocuments(text).some(({ errors }) => errors.length > 0)) return [text];
      return isConfiguration(text) ? loadConfiguration(text).problems.map(({ params }) => JSON.stringify(params)) : [];
    });
    expect(faults).toEqual([]);
  });

  test('the commands of the README are commands', () => {
    const commands = [...read('README.md').matchAll(/`(\/tilsyn [^`]+)`/g)].map(([, command = '']) => fill(command));
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.flatMap((command) => parseCommands(command).errors.map((error) => [command, error]))).toEqual([]);
  });

  test('inputs and outputs of the README are those of action.yml', () => {
    expect(withActionTables(read('README.md'), read('action.yml'))).toBe(read('README.md'));
  });

  test.each([
    ['tilsyn-review.yml', 'review'],
    ['tilsyn-commands.yml', 'decide'],
    ['tilsyn-evidence.yml', 'record'],
  ])('the permissions of %s stand in the README, line by line', (file, job) => {
    const { jobs } = parse(read(`examples/workflows/${file}`)) as {
      readonly jobs: Readonly<Record<string, { readonly permissions: Readonly<Record<string, string>> }>>;
    };
    const readme = read('README.md');
    for (const [scope, level] of Object.entries(jobs[job]?.permissions ?? {}))
      expect(readme).toMatch(new RegExp(`^\\| \`${scope}: ${level}\` .*\`${file.replace('.yml', '')}\``, 'm'));
  });
});

function parsesAsJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A snippet whose first key is one of the configuration's is one of it. */
function isConfiguration(text: string): boolean {
  const [first, ...more] = parseAllDocuments(text);
  if (first === undefined || more.length > 0) return false;
  const value: unknown = first.toJS();
  const schema = JSON.parse(read('schema/config.schema.json')) as { readonly properties: Readonly<Record<string, unknown>> };
  // `evidence: {file, sha256}` of a register goes by the same name.
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.some((key) => Object.hasOwn(schema.properties, key)) && !text.includes('sha256:');
}

/** Places for words of one's own. */
function fill(command: string): string {
  return command
    .replace('CONTROL', 'WKL-06')
    .replace('WVR-…', 'WVR-0123456789AB')
    .replace('EMG-…', 'EMG-0123456789AB')
    .replace('SHA', 'a'.repeat(40))
    .replaceAll('…', 'a reason that is long enough to be one');
}
