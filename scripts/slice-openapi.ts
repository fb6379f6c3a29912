/**
 * Cuts `__tests__/github/openapi/slice.json` out of GitHub's OpenAPI document, as the npm package @octokit/openapi carries it: the operations
 * and webhooks the fake GitHub knows, everything they refer to, and no prose. The package is fetched, never installed: it unpacks to 404 MB.
 *
 *   node scripts/slice-openapi.ts            writes the slice
 *   node scripts/slice-openapi.ts --check    exits 1 when the slice is stale
 *   --document FILE                          takes a document at hand and fetches nothing
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { operations, webhooks } from '../__tests__/github/openapi/operations.ts';

const packageName = '@octokit/openapi@23.0.2';
const documentPath = 'package/generated/api.github.com.json';
const slicePath = new URL('../__tests__/github/openapi/slice.json', import.meta.url);

type Node = { [key: string]: unknown };

function main(): void {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, document: { type: 'string' } } });
  const document = JSON.parse(values.document === undefined ? fetchDocument() : readFileSync(values.document, 'utf8')) as Node;
  const text = print(slice(document));
  if (values.check !== true) {
    writeFileSync(slicePath, text);
    return;
  }
  if (readFileSync(slicePath, 'utf8') !== text) {
    console.error('__tests__/github/openapi/slice.json is stale: run `node scripts/slice-openapi.ts`.');
    process.exitCode = 1;
  }
}

function fetchDocument(): string {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  try {
    const archive = execFileSync('npm', ['pack', packageName, '--silent'], { cwd: folder, encoding: 'utf8' }).trim();
    execFileSync('tar', ['xzf', archive, documentPath], { cwd: folder });
    return readFileSync(join(folder, documentPath), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function slice(document: Node): Node {
  const paths: Node = {};
  const missing = new Set<string>(operations);
  for (const [path, methods] of Object.entries(document.paths as Node)) {
    for (const [method, operation] of Object.entries(methods as Node)) {
      const id = (operation as Node).operationId;
      if (typeof id !== 'string' || !missing.delete(id)) continue;
      paths[path] = { ...(paths[path] as Node | undefined), [method]: strip(operation) };
    }
  }
  if (missing.size > 0) throw new Error(`not in the document: ${[...missing].join(', ')}`);
  const hooks: Node = {};
  for (const name of webhooks) hooks[name] = strip((((document['x-webhooks'] as Node)[name] as Node).post as Node).requestBody);
  // The two error shapes are checked for every refusal, whether or not the operation documents it.
  const errors = ['basic-error', 'validation-error', 'validation-error-simple'].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  return { source: packageName, paths, webhooks: hooks, components: gather(document, [paths, hooks, errors]) };
}

/** Everything that is referred to, and what that refers to. */
function gather(document: Node, from: readonly unknown[]): Node {
  const components: { [kind: string]: Node } = {};
  const open: unknown[] = [...from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const reference of references(next)) {
      const [, kind, name] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(reference) ?? [];
      if (kind === undefined || name === undefined) throw new Error(`unknown kind of reference: ${reference}`);
      const known = components[kind] ?? {};
      components[kind] = known;
      if (name in known) continue;
      known[name] = strip(((document.components as Node)[kind] as Node)[name]);
      open.push(known[name]);
    }
  }
  return Object.fromEntries(Object.entries(components).map(([kind, named]) => [kind, sorted(named)]));
}

function references(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === '$ref' && typeof value === 'string' ? [value] : references(value)));
}

/** Marks a path parameter that may hold slashes; routing needs it. */
const multiSegment = 'x-multi-segment';
const prose = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'tags', 'title', 'headers', 'links', 'deprecated']);

function strip(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strip);
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key]) => !prose.has(key) && (key === multiSegment || !key.startsWith('x-')));
  return Object.fromEntries(kept.map(([key, value]) => [key, key === 'properties' ? stripNamed(value as Node) : strip(value)]));
}

/** A property may well be called `description`: below `properties` the keys are names. */
function stripNamed(properties: Node): Node {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, strip(schema)]));
}

function sorted(node: Node): Node {
  return Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One line a path, webhook and component, so that a newer document shows as a readable difference. */
function print(sliced: Node): string {
  const { source, paths, webhooks: hooks, components } = sliced;
  const kinds = Object.entries(components as Node).sort(([a], [b]) => (a < b ? -1 : 1));
  const printed = kinds.map(([kind, named]) => `${JSON.stringify(kind)}:${lines(named as Node)}`);
  return `{"source":${JSON.stringify(source)},\n"paths":${lines(paths as Node)},\n"webhooks":${lines(hooks as Node)},\n"components":{${printed.join(',\n')}}}\n`;
}

function lines(node: Node): string {
  return `{\n${Object.entries(node)
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
    .join(',\n')}\n}`;
}

main();
