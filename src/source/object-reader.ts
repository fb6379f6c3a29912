import type { ChildProcess } from 'node:child_process';
import type { Environment } from './git-environment.ts';
import { GitError } from './git-error.ts';
import { killGit, startGit } from './git-process.ts';

export type ReadObject =
  | { readonly state: 'read'; readonly type: string; readonly content: Buffer }
  /** Larger than asked for: passed over, not kept. */
  | { readonly state: 'too-large'; readonly type: string; readonly size: number }
  | { readonly state: 'missing' };

interface Request {
  readonly oid: string;
  readonly maxBytes: number;
  readonly resolve: (object: ReadObject) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A `git cat-file --batch` that answers for as long as the run needs it. Each answer starts with type and size, so that an object over the limit is
 * let pass without being kept. Git reads ids only, never names: a name would be looked up as a ref.
 */
export class ObjectReader {
  private readonly child: ChildProcess;
  private readonly waiting: Request[] = [];
  private readonly deadline: number;
  private timer: NodeJS.Timeout | undefined;
  private failure: GitError | undefined;
  private header = '';
  /** What is still to come of the object at the head of the queue, its line feed included; undefined while its header is awaited. */
  private left: number | undefined;
  private kept: Buffer[] = [];
  private keeping = false;
  private type = '';
  private size = 0;

  constructor(folder: string, environment: Environment, deadline: number) {
    this.deadline = deadline;
    this.child = startGit({ args: ['cat-file', '--batch'], folder, environment });
    this.child.stdout?.on('data', (chunk: Buffer) => this.take(chunk));
    this.child.stdin?.on('error', () => this.fail(new GitError('git-failed', 'git cat-file ended early')));
    this.child.on('error', (error) => this.fail(new GitError('git-not-found', `git could not be started: ${error.message}`)));
    this.child.on('close', () => this.fail(new GitError('git-failed', 'git cat-file ended early')));
  }

  read(oid: string, maxBytes: number): Promise<ReadObject> {
    if (!isObjectId(oid)) throw new GitError('git-unexpected', 'not a full object id');
    if (this.failure !== undefined) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.waiting.push({ oid, maxBytes, resolve, reject });
      this.timer ??= this.startTimer();
      this.child.stdin?.write(`${oid}\n`);
    });
  }

  close(): void {
    this.fail(new GitError('git-failed', 'the reader is closed'));
  }

  private startTimer(): NodeJS.Timeout {
    return setTimeout(() => this.fail(new GitError('git-timeout', `git cat-file was silent for ${this.deadline} ms`)), this.deadline);
  }

  private fail(error: GitError): void {
    this.failure ??= error;
    clearTimeout(this.timer);
    for (const request of this.waiting.splice(0)) request.reject(this.failure);
    killGit(this.child);
  }

  private take(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0 && this.failure === undefined) rest = this.left === undefined ? this.takeHeader(rest) : this.takeContent(rest);
    clearTimeout(this.timer);
    this.timer = this.waiting.length > 0 && this.failure === undefined ? this.startTimer() : undefined;
  }

  /** `<oid> <type> <size>` or `<oid> missing`. */
  private takeHeader(chunk: Buffer): Buffer {
    const end = chunk.indexOf(10);
    this.header += chunk.toString('latin1', 0, end === -1 ? chunk.length : end);
    if (end === -1) return chunk.subarray(chunk.length);
    const [oid, type = '', size] = this.header.split(' ');
    this.header = '';
    const request = this.waiting[0];
    if (request === undefined || request.oid !== oid) {
      this.fail(new GitError('git-unexpected', 'git cat-file answered something that was not asked'));
    } else if (size === undefined) {
      this.answer({ state: 'missing' });
    } else {
      this.type = type;
      this.size = Number(size);
      this.left = this.size + 1;
      this.keeping = this.size <= request.maxBytes;
    }
    return chunk.subarray(end + 1);
  }

  private takeContent(chunk: Buffer): Buffer {
    const left = this.left ?? 0;
    const part = chunk.subarray(0, left);
    if (this.keeping) this.kept.push(part);
    this.left = left - part.length;
    if (this.left === 0) {
      this.left = undefined;
      const content = Buffer.concat(this.kept);
      this.kept = [];
      this.answer(
        this.keeping
          ? { state: 'read', type: this.type, content: content.subarray(0, this.size) }
          : { state: 'too-large', type: this.type, size: this.size },
      );
    }
    return chunk.subarray(part.length);
  }

  private answer(object: ReadObject): void {
    this.waiting.shift()?.resolve(object);
  }
}

/** A full id in SHA-1 or SHA-256; nothing that git could take for an option, a ref or a path. */
export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
