import { keyLabel, parseVerifierKey, type VerifierKey } from '../evidence/key.ts';
import type { LogFiles } from '../evidence/layout.ts';
import { type GitLog, readBranchFromGit, readLogFromGit } from '../evidence/read-git.ts';
import { unproved } from '../evidence/verify/check.ts';
import type { ProtectedBranch } from '../evidence/verify/completeness.ts';
import type { StructureOptions } from '../evidence/verify/structure.ts';
import { summarise, type Verification, verifyLog } from '../evidence/verify.ts';
import { wordFault } from '../i18n/fault-text.ts';
import type { Language } from '../model/control.ts';
import { plain } from '../report/media.ts';
import { quote } from './flag-values.ts';
import { loadPolicies, stopPolicies } from './policies.ts';
import { reEvaluate } from './re-evaluate.ts';
import { readInput } from './read-input.ts';
import { UsageError } from './usage-error.ts';

export interface VerifyFlags {
  /** Of the log, one or, after a loss, several. */
  readonly key: readonly string[];
  readonly log: string;
  readonly branch?: readonly string[];
  readonly branchRepo?: string;
  readonly checkpoint?: string;
  readonly since?: string;
  /** How many of the newest changes to judge again. */
  readonly reRender?: number;
  readonly repositoryId?: number;
  readonly now?: Date;
  readonly format: 'text' | 'json';
  readonly output?: string;
  readonly language: Language;
}

/** A verification and what it was made with. */
export interface Verified {
  readonly verification: Verification;
  /** Name and id of each key. */
  readonly key: string;
  readonly at: Date;
  /** The log itself, and how it was opened. */
  readonly files: LogFiles;
  readonly options: StructureOptions;
  /**
   * 1: a check failed. 2: none did, but one proves nothing though what it asks for was handed in. 0: neither; what nobody handed in is named as not
   * proved.
   */
  readonly exit: 0 | 1 | 2;
}

/** Verifies the log in a local clone, offline. Throws `UsageError` where log, branch, key or checkpoint cannot be read. */
export async function verify(folder: string, flags: VerifyFlags): Promise<Verified> {
  const keys = flags.key.map(readKey);
  const at = flags.now ?? new Date();
  const earlier = flags.checkpoint === undefined ? [] : [readInput('--checkpoint', flags.checkpoint)];
  const clone = flags.branchRepo ?? folder;
  const branches: ProtectedBranch[] = [];
  for (const ref of flags.branch ?? []) branches.push(await readBranch(clone, ref));
  if (branches.length === 0 && flags.branchRepo !== undefined && flags.reRender === undefined)
    throw new UsageError('`--branch-repo` needs `--branch`, the branch to look at in it');
  const log = await readLog(folder, flags.log);
  const options = { keys, now: at, ...(flags.repositoryId === undefined ? {} : { repositoryId: flags.repositoryId }) };
  const whole = verifyLog({
    ...options,
    files: log.files,
    history: log.history,
    earlierCheckpoints: earlier,
    ...(flags.since === undefined ? {} : { since: readInput('--since', flags.since) }),
    protectedBranches: branches,
  });
  const verification = flags.reRender === undefined ? whole : await judgeAgain(clone, whole, flags.reRender);
  return { verification, key: keys.map(keyLabel).join(', '), at, files: log.files, options, exit: exitOf(verification, flags) };
}

/** Only records that stand can be held against what comes out now. */
async function judgeAgain(clone: string, { checks, records, size, checkpoint }: Verification, most: number): Promise<Verification> {
  const broken = checks.find(({ name, status }) => ['signatures', 'statements', 'keys'].includes(name) && status !== 'ok');
  if (broken !== undefined)
    return summarise([...checks, unproved('re-evaluation', 'not-checked', { because: broken.name })], records, size, checkpoint);
  const policies = loadPolicies();
  try {
    return summarise([...checks, await reEvaluate(clone, records, most, policies)], records, size, checkpoint);
  } finally {
    await stopPolicies(policies);
  }
}

function readKey(text: string): VerifierKey {
  // Pasted where a verifier key belongs, a signing key would end in logs of whatever runs this; it is not repeated.
  if (text.startsWith('PRIVATE+KEY+'))
    throw new UsageError('`--key` is a signing key, a secret; give the verifier key that `tilsyn keygen` printed below it');
  const key = parseVerifierKey(text);
  if (key.ok) return key.value;
  throw new UsageError(`\`--key\` is not a verifier key as \`tilsyn keygen\` prints it. ${wordFault(key.fault, plain, 'en')}`);
}

async function readLog(folder: string, name: string): Promise<GitLog> {
  const own = await readLogFromGit(folder, `refs/heads/${name}`);
  // A fresh clone has the branch only as the remote's.
  const log = own.ok ? own : await readLogFromGit(folder, `refs/remotes/origin/${name}`);
  if (log.ok) return log.value;
  const advice = `fetch it with \`git fetch origin ${name}\`, or name another with \`--log\``;
  throw new UsageError(`the log cannot be read at ${quote(name)} in ${quote(folder)}; ${advice}. ${wordFault(log.fault, plain, 'en')}`);
}

async function readBranch(folder: string, ref: string): Promise<ProtectedBranch> {
  const branch = await readBranchFromGit(folder, ref);
  if (branch.ok) return branch.value;
  throw new UsageError(
    `\`--branch\`: ${quote(ref)} cannot be read in ${quote(folder)}; \`git branch --all\` lists what there is. ${wordFault(branch.fault, plain, 'en')}`,
  );
}

/** Whoever hands in a branch asks for that proof: not getting it is no success. */
function exitOf({ status, checks }: Verification, { branch, repositoryId, reRender }: VerifyFlags): 0 | 1 | 2 {
  if (status === 'failed') return 1;
  const asked = [
    ...(branch === undefined ? [] : ['completeness']),
    ...(repositoryId === undefined ? [] : ['origin']),
    ...(reRender === undefined ? [] : ['re-evaluation']),
  ];
  return checks.some((check) => check.status === 'unproved' && asked.includes(check.name)) ? 2 : 0;
}
