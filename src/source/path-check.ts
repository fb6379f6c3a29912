import type { Problem } from '../model/root.ts';
import { MAX_FILES, MAX_PATH_BYTES, MAX_PATH_DEPTH, MAX_PROBLEMS_PER_TREE } from './limits.ts';
import { compareCodeUnits, type Listing, type TreeEntry } from './tree.ts';

/** An entry whose path has not been looked at. */
export interface RawEntry extends Omit<TreeEntry, 'path'> {
  readonly path: Uint8Array;
}

/**
 * Turns the paths of a tree, which are any bytes but NUL, into text that is safe to compare, join and print, and leaves out what cannot be: with a
 * problem each, `file-unreadable` (what: `path-not-utf8`, `path-control-character`, `path-outside`) or `limit-exceeded` (what: `path-depth`,
 * `path-bytes`, `files`).
 */
export function checkEntries(raw: Iterable<RawEntry>): Listing {
  const entries: TreeEntry[] = [];
  const problems: Problem[] = [];
  let left = 0;
  for (const { path: bytes, mode, oid } of raw) {
    const path = decode(bytes);
    const problem = path === undefined ? unreadable(lossy(bytes), 'path-not-utf8') : checkPath(path, bytes.length);
    if (problem !== undefined) {
      if (problems.length < MAX_PROBLEMS_PER_TREE) problems.push(problem);
      else left += 1;
    } else if (path !== undefined) {
      entries.push(oid === undefined ? { path, mode } : { path, mode, oid });
    }
  }
  if (left > 0)
    problems.push({
      code: 'limit-exceeded',
      params: { what: 'path-problems', limit: MAX_PROBLEMS_PER_TREE, found: left + MAX_PROBLEMS_PER_TREE },
    });
  if (entries.length > MAX_FILES) {
    return {
      entries: [],
      problems: [...problems, { code: 'limit-exceeded', params: { what: 'files', limit: MAX_FILES, found: entries.length } }],
    };
  }
  return { entries: entries.sort((a, b) => compareCodeUnits(a.path, b.path)), problems };
}

/** The problem of a path relative to the root of a tree, if it has one. */
export function checkPath(path: string, bytes: number): Problem | undefined {
  if (/[\p{Cc}\u2028\u2029]/u.test(path)) return unreadable(lossy(new TextEncoder().encode(path)), 'path-control-character');
  const steps = path.split('/');
  if (steps.some((step) => step === '' || step === '.' || step === '..')) return unreadable(path, 'path-outside');
  if (bytes > MAX_PATH_BYTES) {
    return { code: 'limit-exceeded', file: `${path.slice(0, 200)}…`, params: { what: 'path-bytes', limit: MAX_PATH_BYTES, found: bytes } };
  }
  if (steps.length - 1 > MAX_PATH_DEPTH) {
    return { code: 'limit-exceeded', file: path, params: { what: 'path-depth', limit: MAX_PATH_DEPTH, found: steps.length - 1 } };
  }
  return undefined;
}

export function unreadable(file: string, what: string): Problem {
  return { code: 'file-unreadable', file, params: { what } };
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LOSSY = new TextDecoder('utf-8', { ignoreBOM: true });

function decode(bytes: Uint8Array): string | undefined {
  try {
    return STRICT.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A path that can be shown in place of one that cannot. */
function lossy(bytes: Uint8Array): string {
  return LOSSY.decode(bytes.subarray(0, 500)).replace(/[\p{Cc}\u2028\u2029]/gu, '\ufffd');
}
