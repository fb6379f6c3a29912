import type { Json } from '../model/json.ts';
import type { Problem } from '../model/root.ts';
import { composeDocument } from './compose.ts';
import { type Constructed, constructValue } from './construct.ts';
import { MAX_DUPLICATE_KEYS_REPORTED, MAX_NODES_PER_FILE } from './limits.ts';
import type { Node } from './node.ts';
import { type Chunk, separateDocuments } from './separate.ts';
import { YamlError, YamlLimitError } from './yaml-error.ts';

/** One document that is not empty. */
export interface ManifestDocument {
  /** Place in the file, empty documents counted, from 0; what `locate` takes. */
  readonly index: number;
  /** First line of the document that holds anything but blanks, comments and its mark, from 1. */
  readonly startLine: number;
  readonly value: Json;
}

export interface ReadManifests {
  readonly documents: readonly ManifestDocument[];
  /** With a problem of code `yaml-invalid` or `limit-exceeded` the documents are not all that the file holds. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a file of Kubernetes manifests to the values that kubectl and the API server would see: sigs.k8s.io/yaml (YAML 1.1, last of equal keys
 * wins) behind `YAMLOrJSONDecoder` of k8s.io/apimachinery. Stricter in three things, each a problem: duplicate keys, text behind the end of a
 * document (which those drop), a byte order mark inside the file (on which they stumble).
 *
 * @param file path for problems
 * @param bytes content of the file, UTF-8
 */
export function readManifests(file: string, bytes: Uint8Array): ReadManifests {
  const documents: ManifestDocument[] = [];
  const problems: Problem[] = [];
  const report = (error: YamlError, startLine: number): void => {
    problems.push(problemOf(file, error, startLine));
  };
  const text = decode(bytes, (error) => report(error, 0));
  const { chunks, errors } = text === undefined ? { chunks: [], errors: [] } : separateDocuments(text);
  for (const error of errors) report(error, 0);
  let nodes = 0;
  let duplicates = 0;
  for (const chunk of chunks) {
    try {
      const { root, trailingLine } = composeChunk(chunk);
      const made: Constructed = constructValue(root);
      nodes += made.nodes;
      if (nodes > MAX_NODES_PER_FILE) throw new YamlLimitError('yaml-nodes', MAX_NODES_PER_FILE, root.line);
      if (made.value !== null) documents.push({ index: chunk.index, startLine: chunk.startLine + root.line + 1, value: made.value });
      for (const { key, line } of made.duplicates.slice(0, MAX_DUPLICATE_KEYS_REPORTED - duplicates)) {
        duplicates += 1;
        problems.push({ code: 'yaml-duplicate-key', file, line: chunk.startLine + line + 1, params: { key } });
      }
      if (trailingLine !== undefined) throw new YamlError('text stands behind the end of the document; kubectl drops it', trailingLine);
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      report(error, chunk.startLine);
      if (nodes > MAX_NODES_PER_FILE) break;
    }
  }
  return { documents, problems };
}

/** Tree of a document; its lines count from the chunk's `startLine`. Throws `YamlError`. */
export function composeChunk(chunk: Chunk): { readonly root: Node; readonly trailingLine?: number } {
  return chunk.json === undefined ? composeDocument(chunk.text) : { root: chunk.json };
}

function problemOf(file: string, error: YamlError, startLine: number): Problem {
  const line = startLine + error.line + 1;
  if (error instanceof YamlLimitError) {
    return { code: 'limit-exceeded', file, line, params: { what: error.what, limit: error.limit } };
  }
  return { code: 'yaml-invalid', file, line, params: { detail: error.message } };
}

/** Characters that YAML 1.1 has (section 5.1). */
const FORBIDDEN = /[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function decode(bytes: Uint8Array, report: (error: YamlError) => void): string | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    report(new YamlError('the file is not UTF-8', 0));
    return undefined;
  }
  const forbidden = FORBIDDEN.exec(text);
  const mark = text.indexOf('\ufeff', 1);
  if (forbidden === null && mark === -1) return text;
  const at = forbidden?.index ?? mark;
  const detail = forbidden === null ? 'a byte order mark stands inside the file' : 'the file holds a control character';
  report(new YamlError(detail, text.slice(0, at).split('\n').length - 1));
  return undefined;
}
