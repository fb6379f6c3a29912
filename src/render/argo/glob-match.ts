/**
 * The dialects of globs that Argo CD uses. They differ in what a `*` may cross:
 *
 * - `path`: Go's `path.Match`, stays within a folder; git directory generators
 * - `doublestar`: the same with `**` across folders and braces; values files
 * - `free`: crosses folders; include and exclude of a directory source (github.com/gobwas/glob without separators)
 * - `git`: the same without braces; files of git generators
 *
 * Matched by a set of states, since the pattern is a stranger's text and backtracking over it could take for ever.
 */
export type GlobDialect = 'path' | 'doublestar' | 'free' | 'git';

/** Undefined for a pattern that is malformed, or too long to be meant. */
export function compileGlob(pattern: string, dialect: GlobDialect): ((path: string) => boolean) | undefined {
  const patterns = dialect === 'path' || dialect === 'git' ? [pattern] : unfoldBraces(pattern);
  const compiled = patterns?.map((one) => readTokens(one, dialect));
  if (compiled === undefined || compiled.some((tokens) => tokens === undefined)) return undefined;
  return (path) => compiled.some((tokens) => tokens !== undefined && matches(tokens, path));
}

export function hasGlob(text: string): boolean {
  return /[*?[{]/.test(text);
}

type Token =
  | { readonly kind: 'one'; readonly takes: (letter: string) => boolean }
  | { readonly kind: 'many'; readonly crosses: boolean }
  /** Doublestar's folders before a name: none, or any number each with its slash. */
  | { readonly kind: 'folders' };

const MAX_PATTERN = 1_024;
const MAX_ALTERNATIVES = 64;

function unfoldBraces(pattern: string): readonly string[] | undefined {
  let open: readonly string[] = [pattern];
  for (;;) {
    const next = open.flatMap((one) => {
      const found = /^((?:[^\\{}]|\\.)*)\{((?:[^\\{}]|\\.)*)\}(.*)$/s.exec(one);
      return found === null ? [one] : splitChoices(found[2] ?? '').map((choice) => `${found[1]}${choice}${found[3]}`);
    });
    if (next.length > MAX_ALTERNATIVES) return undefined;
    if (next.every((one, index) => one === open[index]) && next.length === open.length) break;
    open = next;
  }
  return open.some((one) => /(?<!\\)[{}]/.test(one)) ? undefined : open;
}

function splitChoices(text: string): readonly string[] {
  return text.split(/(?<!\\),/);
}

function readTokens(pattern: string, dialect: GlobDialect): readonly Token[] | undefined {
  if (pattern.length > MAX_PATTERN) return undefined;
  const within = dialect === 'path' || dialect === 'doublestar';
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern.charAt(at);
    if (letter === '\\') {
      at += 1;
      if (at >= pattern.length) return undefined;
      const literal = pattern.charAt(at);
      tokens.push({ kind: 'one', takes: (other) => other === literal });
    } else if (letter === '*') {
      const double = dialect !== 'path' && pattern.charAt(at + 1) === '*';
      if (double) at += 1;
      const startsFolder = at < 2 || pattern.charAt(at - 2) === '/';
      if (double && dialect === 'doublestar' && startsFolder && pattern.charAt(at + 1) === '/') {
        at += 1;
        tokens.push({ kind: 'folders' });
      } else tokens.push({ kind: 'many', crosses: !within || double });
    } else if (letter === '?') {
      tokens.push({ kind: 'one', takes: (other) => !within || other !== '/' });
    } else if (letter === '[') {
      const end = pattern.indexOf(']', at + 2);
      const takes = end < 0 ? undefined : readClass(pattern.slice(at + 1, end), within);
      if (takes === undefined) return undefined;
      tokens.push({ kind: 'one', takes });
      at = end;
    } else tokens.push({ kind: 'one', takes: (other) => other === letter });
  }
  return tokens;
}

/** `abc`, `a-z`, negated by `!` or `^`. Escapes in there are not read: such a class is malformed here. */
function readClass(text: string, within: boolean): ((letter: string) => boolean) | undefined {
  const negated = text.startsWith('!') || text.startsWith('^');
  const set = negated ? text.slice(1) : text;
  if (set === '' || set.includes('\\') || set.includes('[')) return undefined;
  const ranges = [...set.matchAll(/(.)-(.)|(.)/gsu)].map(([, from, to, one]) => [from ?? one ?? '', to ?? one ?? ''] as const);
  return (letter) => (within && letter === '/' ? false : ranges.some(([from, to]) => from <= letter && letter <= to) !== negated);
}

/** State 2n: before token n. State 2n+1: within the folders of token n. */
function matches(tokens: readonly Token[], path: string): boolean {
  let states = close([0], tokens);
  for (const letter of path) {
    const next: number[] = [];
    for (const state of states) {
      const token = tokens[state >> 1];
      if (token === undefined) continue;
      if (token.kind === 'one') {
        if (token.takes(letter)) next.push(state + 2);
      } else if (token.kind === 'many') {
        if (token.crosses || letter !== '/') next.push(state);
      } else {
        next.push(state | 1);
        if (state % 2 === 1 && letter === '/') next.push((state | 1) + 1);
      }
    }
    states = close(next, tokens);
  }
  return states.has(tokens.length * 2);
}

function close(states: readonly number[], tokens: readonly Token[]): ReadonlySet<number> {
  const all = new Set<number>();
  const waiting = [...states];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    if (all.has(state)) continue;
    all.add(state);
    const token = tokens[state >> 1];
    if (token !== undefined && token.kind !== 'one' && state % 2 === 0) waiting.push(state + 2);
  }
  return all;
}
