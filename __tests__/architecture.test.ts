import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const source = resolve(import.meta.dirname, '../src');

/**
 * Rooms in the order of the data. A room may import from itself, from `model` and from rooms before it in its own list; nothing else. The
 * shells at the end wire everything together.
 */
const mayImport: Record<string, readonly string[]> = {
  model: [],
  i18n: ['model'],
  config: ['model'],
  event: ['model', 'config'],
  yaml: ['model'],
  source: ['model', 'config'],
  discover: ['model', 'yaml'],
  engine: ['model'],
  render: ['model', 'config', 'yaml', 'discover', 'engine'],
  evaluate: ['model', 'yaml', 'render'],
  exceptions: ['model', 'evaluate'],
  locate: ['model', 'yaml', 'render', 'evaluate'],
  compare: ['model'],
  fix: ['model', 'yaml', 'evaluate', 'locate'],
  register: ['model', 'config'],
  waivers: ['model', 'config', 'event', 'approvals'],
  approvals: ['model', 'config'],
  verdict: ['model'],
  report: ['model', 'i18n', 'compare'],
  evidence: ['model'],
  github: ['model'],
  pipeline: [
    'model',
    'config',
    'render',
    'engine',
    'evaluate',
    'exceptions',
    'locate',
    'fix',
    'compare',
    'register',
    'approvals',
    'waivers',
    'verdict',
  ],
  action: ['*'],
  cli: ['*'],
};

/** Rooms between the trees and the verdict: no clock, no network, no environment, no file system. */
const pure = [
  'model',
  'i18n',
  'config',
  'event',
  'yaml',
  'discover',
  'render',
  'exceptions',
  'locate',
  'fix',
  'compare',
  'register',
  'waivers',
  'approvals',
  'verdict',
  'report',
  'pipeline',
];

interface Module {
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const modules = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => readModule(join(entry.parentPath, entry.name)));

function readModule(path: string): Module {
  const text = readFileSync(path, 'utf8');
  const imports = [...text.matchAll(/^(?:import|export)\b[^'"]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  return { path, room: roomOf(path), text, imports: imports.map((name) => resolve(dirname(path), name)) };
}

function roomOf(path: string): string {
  // The engine has threads, and so is a room of its own within the one that renders.
  if (relative(source, path).startsWith(join('render', 'engine'))) return 'engine';
  const [first = ''] = relative(source, path).split(sep);
  return first.replace(/\.ts$/, '');
}

describe('the rooms of the house', () => {
  test('every room is known', () => {
    expect([...new Set(modules.map((module) => module.room))].filter((room) => !(room in mayImport))).toEqual([]);
  });

  test.each(modules.map((module) => [relative(source, module.path), module] as const))(
    '%s imports only from rooms before it',
    (_, module) => {
      const allowed = mayImport[module.room] ?? [];
      const rooms = module.imports.map(roomOf).filter((room) => room !== module.room);
      expect(allowed.includes('*') ? [] : rooms.filter((room) => !allowed.includes(room))).toEqual([]);
    },
  );

  test('no two files import each other, however far around', () => {
    expect(findCycle(new Map(modules.map((module) => [module.path, module.imports])))).toBeUndefined();
  });

  test.each(pure)('%s is pure', (room) => {
    const impure =
      /from 'node:(?!crypto'|path'|path\/posix')|\bprocess\.|\bDate\.now\(|new Date\(\)|Math\.random\(|\bglobalThis\b|\bawait fetch\(/;
    const found = modules.filter((module) => module.room === room && impure.test(withoutComments(module.text)));
    expect(found.map((module) => relative(source, module.path))).toEqual([]);
  });

  test('no file is called by a name that says nothing', () => {
    const empty = /(^|\/)(utils?|helpers?|common|misc|shared)(\.ts|\/)/;
    expect(modules.map((module) => relative(source, module.path)).filter((path) => empty.test(path))).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function findCycle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node].map((path) => relative(source, path));
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...trail, node]);
      if (cycle !== undefined) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
