import { isMerge, keyName } from '../yaml/construct.ts';
import type { Node } from '../yaml/node.ts';
import { composeChunk } from '../yaml/read.ts';
import { separateDocuments } from '../yaml/separate.ts';
import { YamlError } from '../yaml/yaml-error.ts';

/** One step to a value as it is written: the name of an item goes with it, since merges go by names. */
export type WrittenStep = string | { readonly index: number; readonly name?: string };

/** One scalar of a YAML file, or of YAML inside a text of one, such as an inline patch. */
export interface Leaf {
  readonly file: string;
  /** Lines of the file, from 1, of its key or item and of its own first line of text. */
  readonly line: number;
  readonly textLine: number;
  readonly text: string;
  readonly steps: readonly WrittenStep[];
  /** For each step the line where it begins. */
  readonly stepLines: readonly number[];
  /** Of the document that it is in, as far as that is an object. */
  readonly kind: string;
  readonly name: string;
}

/** More leaves than any kustomization or values file that people write; of a generated giant only the first are looked at. */
const MAX_LEAVES = 20_000;

/** The scalars of a file; none of one that is no YAML. */
export function findLeaves(file: string, text: string): readonly Leaf[] {
  const leaves: Leaf[] = [];
  for (const chunk of separateDocuments(text).chunks)
    collect(file, chunk.text, chunk.startLine + 1, leaves, 0, () => composeChunk(chunk).root);
  return leaves;
}

interface Walk {
  readonly file: string;
  readonly lines: readonly string[];
  readonly first: number;
  readonly kind: string;
  readonly name: string;
  readonly leaves: Leaf[];
  readonly depth: number;
}

function collect(file: string, text: string, first: number, leaves: Leaf[], depth: number, compose: () => Node): void {
  try {
    const root = compose();
    const document = { kind: scalarAt(root, ['kind']), name: scalarAt(root, ['metadata', 'name']) };
    walk(root, [], [], root.line, { file, lines: text.split('\n'), first, leaves, depth, ...document });
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
  }
}

function walk(node: Node, steps: readonly WrittenStep[], stepLines: readonly number[], line: number, given: Walk): void {
  if (given.leaves.length >= MAX_LEAVES) return;
  if (node.kind === 'mapping') {
    const target = patchedPath(node);
    node.keys.forEach((key, index) => {
      const value = node.values[index] as Node;
      const name = isMerge(key) ? undefined : keyName(key);
      if (name === undefined) return;
      const lead = target !== undefined && name === 'value' ? target : [...steps, name];
      walk(
        value,
        lead,
        lead.map((_, at) => stepLines[at] ?? given.first + key.line),
        key.line,
        given,
      );
    });
  } else if (node.kind === 'sequence') {
    node.items.forEach((item, index) => {
      const name = scalarAt(item, ['name']);
      const step = name === '' ? { index } : { index, name };
      walk(item, [...steps, step], [...stepLines, given.first + item.line], item.line, given);
    });
  } else if (node.kind === 'scalar') {
    addScalar(node, steps, stepLines, line, given);
  }
}

function addScalar(
  node: Extract<Node, { kind: 'scalar' }>,
  steps: readonly WrittenStep[],
  stepLines: readonly number[],
  line: number,
  given: Walk,
): void {
  const { file, first, leaves, depth, kind, name } = given;
  const inner = node.value.includes('\n') ? findBlock(node, line, given) : undefined;
  const within = inner ?? (node.value.includes('\n') ? undefined : node.line);
  if (within !== undefined && depth < 2 && /^\s*([[{]|-\s|[\w"'$]+\s*:\s*$|[\w"'$]+:\s.*\n)/m.test(node.value)) {
    const before = leaves.length;
    for (const chunk of separateDocuments(node.value).chunks)
      collect(file, chunk.text, first + within + chunk.startLine, leaves, depth + 1, () => composeChunk(chunk).root);
    if (leaves.length > before && !steps.includes('data')) return;
  }
  leaves.push({ file, line: first + line, textLine: first + (inner ?? node.line), text: node.value, steps, stepLines, kind, name });
}

/** The line, from 0 in its document, on which the text of a block scalar begins; undefined where that is not to be seen. */
function findBlock({ value, line: own, endLine }: Extract<Node, { kind: 'scalar' }>, line: number, { lines }: Walk): number | undefined {
  const wanted = value.split('\n')[0]?.trim() ?? '';
  for (let at = Math.min(line, own); at <= endLine; at += 1) if (at > line && lines[at]?.trim() === wanted) return at;
  return undefined;
}

/** The path that an operation of a JSON patch sets. */
function patchedPath(node: Extract<Node, { kind: 'mapping' }>): readonly WrittenStep[] | undefined {
  const path = scalarAt(node, ['path']);
  if (scalarAt(node, ['op']) === '' || !path.startsWith('/')) return undefined;
  return path
    .slice(1)
    .split('/')
    .map((step) => (/^\d+$/.test(step) ? { index: Number(step) } : step.replaceAll('~1', '/').replaceAll('~0', '~')));
}

function scalarAt(node: Node, path: readonly string[]): string {
  let at: Node | undefined = node;
  for (const step of path) {
    if (at?.kind !== 'mapping') return '';
    at = at.values[at.keys.findLastIndex((key) => !isMerge(key) && keyName(key) === step)];
  }
  return at?.kind === 'scalar' ? at.value : '';
}
