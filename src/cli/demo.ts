import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Report } from '../model/report.ts';
import type { Policies } from '../pipeline/case.ts';
import type { Flags } from './flags.ts';
import { openOwnRemote } from './remote.ts';
import { review } from './review.ts';

interface Example {
  readonly base: Readonly<Record<string, string>>;
  readonly pullRequest: Readonly<Record<string, string>>;
}

/** Judges the bad pull request of a small clinic: a real git repository, made in a temporary folder and removed again. */
export async function demo(flags: Flags, policies: Policies): Promise<Report> {
  const example = JSON.parse(readFileSync(new URL('./clinic.json', import.meta.url), 'utf8')) as Example;
  const folder = mkdtempSync(join(tmpdir(), 'tilsyn-demo-'));
  try {
    git(folder, 'init', '--quiet', '--initial-branch=main');
    commit(folder, example.base, 'The clinic as it runs');
    git(folder, 'switch', '--quiet', '--create', 'pull-request');
    commit(folder, example.pullRequest, 'Give the journal more room');
    const at = { now: new Date(settings.GIT_AUTHOR_DATE), ...flags };
    return await review(folder, { base: 'main', head: 'pull-request' }, at, policies, openOwnRemote({ offline: true }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commit(folder: string, files: Readonly<Record<string, string>>, message: string): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git(folder, 'add', '--all', '--force');
  git(folder, 'commit', '--quiet', '--no-verify', '--message', message);
}

/** Fixed people and times, so that the commits have the same ids each time and the register counts; the user's own git settings play no part. */
const settings = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'clinic',
  GIT_AUTHOR_EMAIL: 'clinic@example.com',
  GIT_AUTHOR_DATE: '2026-11-24T08:00:00Z',
  GIT_COMMITTER_NAME: 'clinic',
  GIT_COMMITTER_EMAIL: 'clinic@example.com',
  GIT_COMMITTER_DATE: '2026-11-24T08:00:00Z',
};

function git(folder: string, ...args: string[]): void {
  execFileSync('git', args, { cwd: folder, env: { PATH: process.env.PATH, ...settings }, stdio: ['ignore', 'ignore', 'pipe'] });
}
