import { createHash } from 'node:crypto';
import { judgeBackupCopies, judgeRestoreTests } from './controls/backups.ts';
import { judgeBenchmarks } from './controls/benchmarks.ts';
import { judgeLockout, judgeMfa, judgeRoster } from './controls/identity.ts';
import { judgeIncidentPlan } from './controls/incidents.ts';
import { judgeCertificates, judgeDiskDisposal } from './controls/locations.ts';
import { judgeLogRequests, judgeLogReviews, judgeLogSources, judgeLogStores } from './controls/logs.ts';
import { judgeProcessors } from './controls/processors.ts';
import { type Day, earliest } from './day.ts';
import { type Circumstances, type EntryState, findInsufficient, type Judge, type Judgement } from './judgement.ts';
import type { LoadedRegister } from './load.ts';
import { registerSchema } from './schema.ts';

/** Which part of the register answers for which control. */
const judges: Readonly<Record<string, Judge>> = {
  'ALR-01': judgeLogRequests,
  'AUT-04': judgeMfa,
  'AUT-05': judgeLockout,
  'AUT-15': judgeRoster,
  'BAK-05': judgeBackupCopies,
  'BAK-06': judgeRestoreTests,
  'INC-04': judgeIncidentPlan,
  'INC-05': judgeBenchmarks,
  'LFU-03': judgeLogReviews,
  'LOG-06': judgeLogStores,
  'LOG-08': judgeLogSources,
  'PHY-01': judgeCertificates,
  'PHY-03': judgeDiskDisposal,
  'SUP-04': judgeProcessors,
};

/** The register's answer to one control: the worst of what its entries say. */
export interface Answer {
  readonly state: EntryState;
  readonly judgements: readonly Judgement[];
  /** The entries that answer, when the state is `attested`, and the last day on which all of them count. */
  readonly entries: readonly string[];
  readonly until?: Day;
  /** From this day on that end is near. */
  readonly warnFrom?: Day;
}

/** Whether a control can be answered by the register. */
export function isAttestable(control: string): boolean {
  return Object.hasOwn(judges, control);
}

/**
 * What the register says of every control that it can answer for. Never a pass: the best that it can say is that somebody vouches for it, until a
 * day. A register that is not there says that everything is missing; one that is broken says nothing at all.
 */
export function attestControls(loaded: LoadedRegister, circumstances: Circumstances): ReadonlyMap<string, Answer> {
  const register = loaded.present ? loaded.register : registerSchema.parse({ version: 1 });
  return new Map(
    Object.entries(judges).map(([control, judge]) => {
      const judgements = register === undefined ? [] : judge(register, circumstances).map((one) => checkEvidence(one, circumstances));
      return [control, summarise(judgements)];
    }),
  );
}

/** The document behind an entry must be the one that was registered. One that is kept elsewhere is taken on the word of the entry. */
function checkEvidence(judgement: Judgement, { read }: Circumstances): Judgement {
  const { evidence } = judgement;
  const bytes = evidence && read(evidence.file);
  if (evidence === undefined || bytes === undefined) return judgement;
  if (createHash('sha256').update(bytes).digest('hex') === evidence.sha256) return judgement;
  return findInsufficient(judgement, 'evidenceDiffers', { file: evidence.file });
}

const worst: readonly EntryState[] = ['insufficient', 'expired', 'missing', 'attested'];

function summarise(judgements: readonly Judgement[]): Answer {
  const state = worst.find((candidate) => judgements.some((judgement) => judgement.state === candidate)) ?? 'missing';
  if (state !== 'attested') return { state, judgements, entries: [] };
  const until = earliest(...judgements.map((judgement) => judgement.until));
  const warnFrom = earliest(...judgements.map((judgement) => judgement.warnFrom));
  const days = { ...(until === undefined ? {} : { until }), ...(warnFrom === undefined ? {} : { warnFrom }) };
  return { state, judgements, entries: judgements.map(({ entry }) => entry), ...days };
}
