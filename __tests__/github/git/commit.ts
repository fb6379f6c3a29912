import { git } from './run.ts';

/** Who and when, as a commit header has it. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** UTC instant in ISO 8601. */
  readonly date: string;
}

/** A file's new text; null deletes; an object sets the mode too (`120000` is a symbolic link, `160000` a submodule with `content` its commit). */
export type FileChange =
  | string
  | Buffer
  | null
  | { readonly content: string | Buffer; readonly mode: '100644' | '100755' | '120000' | '160000' };

export interface NewCommit {
  /** Undefined makes a commit on no ref. */
  readonly ref: string | undefined;
  /** Undefined makes a commit without a parent. */
  readonly parent: string | undefined;
  readonly files: Readonly<Record<string, FileChange>>;
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/** Writes a commit in one `git fast-import`, however many files it has, and answers its id. */
export function writeCommit(gitDir: string, commit: NewCommit): string {
  const ref = commit.ref ?? 'refs/fake/detached';
  const stream: (string | Buffer)[] = [
    `commit ${ref}\nmark :1\n`,
    `author ${signatureLine(commit.author)}\ncommitter ${signatureLine(commit.committer)}\n`,
    ...data(commit.message),
    // Without a parent the ref must start anew, else fast-import continues from where the ref stands.
    commit.parent === undefined ? 'deleteall\n' : `from ${commit.parent}\n`,
    ...Object.entries(commit.files).flatMap(([path, change]) => fileCommand(path, change)),
    'get-mark :1\n',
    // "from" a commit of zeros deletes a ref.
    commit.ref === undefined ? `reset ${ref}\nfrom ${'0'.repeat(40)}\n\n` : '',
  ];
  const input = Buffer.concat(stream.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  return git(gitDir, ['fast-import', '--quiet', '--force', '--date-format=raw'], { input }).trim();
}

/** A commit of a given tree with given parents, on no ref. */
export function commitTree(
  gitDir: string,
  commit: { tree: string; parents: readonly string[]; message: string; author: Signature; committer: Signature },
): string {
  const { tree, parents, message, author, committer } = commit;
  return git(gitDir, ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])], {
    input: message,
    env: {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_AUTHOR_DATE: gitDate(author.date),
      GIT_COMMITTER_NAME: committer.name,
      GIT_COMMITTER_EMAIL: committer.email,
      GIT_COMMITTER_DATE: gitDate(committer.date),
    },
  }).trim();
}

function signatureLine(signature: Signature): string {
  return `${signature.name} <${signature.email}> ${gitDate(signature.date)}`;
}

function gitDate(date: string): string {
  return `${Math.floor(Date.parse(date) / 1000)} +0000`;
}

function data(content: string | Buffer): (string | Buffer)[] {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return [`data ${bytes.length}\n`, bytes, '\n'];
}

function fileCommand(path: string, change: FileChange): (string | Buffer)[] {
  if (change === null) return [`D ${quote(path)}\n`];
  const { content, mode } = typeof change === 'object' && !Buffer.isBuffer(change) ? change : { content: change, mode: '100644' };
  if (mode === '160000') return [`M 160000 ${content.toString()} ${quote(path)}\n`];
  return [`M ${mode} inline ${quote(path)}\n`, ...data(content)];
}

function quote(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
