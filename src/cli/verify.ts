import { readFileSync } from 'node:fs';
import { parseVerifierKey } from '../evidence/key.ts';
import { readBranchFromGit, readLogFromGit } from '../evidence/read-git.ts';
import { type Verification, verifyLog } from '../evidence/verify.ts';
import { UsageError } from './flags.ts';

export interface VerifyFlags {
  readonly key: string;
  readonly log: string;
  readonly branch?: string;
  readonly branchRepo?: string;
  readonly checkpoint?: string;
  readonly now?: string;
}

/** Verifies the log in a local clone, offline. Exit status: 0 nothing failed, 1 something did, 2 it could not be read. */
export async function verify(folder: string, flags: VerifyFlags): Promise<{ readonly text: string; readonly exit: 0 | 1 | 2 }> {
  const key = parseVerifierKey(flags.key);
  if (!key.ok) throw new UsageError('`--key` is not a verifier key as `tilsyn keygen` prints it');
  const own = await readLogFromGit(folder, `refs/heads/${flags.log}`);
  // A fresh clone has the branch only as the remote's.
  const log = own.ok ? own : await readLogFromGit(folder, `refs/remotes/origin/${flags.log}`);
  if (!log.ok) throw new UsageError(`the log cannot be read at \`${flags.log}\`: ${sentence(log.fault)}`);
  const branch = flags.branch === undefined ? undefined : await readBranchFromGit(flags.branchRepo ?? folder, flags.branch);
  if (branch?.ok === false) throw new UsageError(`the branch cannot be read: ${sentence(branch.fault)}`);
  const verification = verifyLog({
    files: log.value.files,
    history: log.value.history,
    keys: [key.value],
    now: flags.now === undefined ? new Date() : parseInstant(flags.now),
    ...(branch === undefined ? {} : { protectedBranch: branch.value }),
    ...(flags.checkpoint === undefined ? {} : { earlierCheckpoints: [readFileSync(flags.checkpoint)] }),
  });
  return { text: write(verification), exit: verification.status === 'failed' ? 1 : 0 };
}

/** An invalid date compares with nothing, and so would find no record to be in the future. */
function parseInstant(text: string): Date {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new UsageError(`\`--now\` is not an instant such as 2026-11-24T08:00:00Z: \`${text}\``);
  return instant;
}

function write({ checks, size, firstBad }: Verification): string {
  const lines = checks.flatMap(({ name, status, faults }) => [
    `${status.padEnd(8)} ${name}`,
    ...faults.map((fault) => `           ${sentence(fault)}`),
  ]);
  const unproved = checks.filter(({ status }) => status === 'unproved').length;
  const end =
    firstBad === undefined
      ? `No fault found in ${size} records.${unproved === 0 ? '' : ` ${unproved} of ${checks.length} checks prove nothing for want of what is named above.`}`
      : `First bad entry: ${sentence(firstBad)}`;
  return `${lines.join('\n')}\n\n${end}\n`;
}

function sentence({
  code,
  params,
  position,
  path,
}: {
  code: string;
  params: Readonly<Record<string, string | number>>;
  position?: number;
  path?: string;
}): string {
  const place = [path, position === undefined ? undefined : `record ${position}`].filter((part) => part !== undefined).join(', ');
  const facts = Object.entries(params).map(([name, value]) => `${name} ${String(value).replace(/\p{Cc}/gu, ' ')}`);
  return [code, ...facts, ...(place === '' ? [] : [`(${place})`])].join(' ');
}
