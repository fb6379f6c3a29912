import { createHash } from 'node:crypto';
import type { Control, ControlResult } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';
import type { Answer } from './attest.ts';
import type { Judgement } from './judgement.ts';
import type { LoadedRegister } from './load.ts';

export interface PlacedJudgement {
  readonly finding: Finding;
  readonly judgement: Judgement;
}

/**
 * What the register lacks, as findings on its own lines. A control that rules have judged in full needs no register: there its answer is not asked
 * for.
 */
export function findGaps(
  answers: ReadonlyMap<string, Answer>,
  loaded: LoadedRegister,
  controls: readonly Control[],
  results: readonly ControlResult[],
): readonly PlacedJudgement[] {
  const judged = new Set(results.filter(({ outcome }) => outcome === 'pass').map(({ control }) => control));
  return controls
    .filter(({ id }) => !judged.has(id))
    .flatMap((control) =>
      (answers.get(control.id)?.judgements ?? [])
        .filter(({ state }) => state !== 'attested')
        .map((judgement) => ({ judgement, finding: makeFinding(judgement, control, loaded) })),
    );
}

/** The root that findings of the register belong to. */
export function registerRoot(path: string): string {
  return `register:${path}`;
}

function makeFinding(judgement: Judgement, control: Control, loaded: LoadedRegister): Finding {
  return {
    fingerprint: fingerprintOf(judgement, control.id),
    control: control.id,
    severity: control.severity,
    status: judgement.state === 'missing' ? 'not-evaluable' : 'fail',
    object: {
      cluster: '',
      apiVersion: 'tilsyn.register/v1',
      group: 'tilsyn.register',
      kind: 'Register',
      namespace: '',
      name: judgement.subject,
    },
    path: writePath(judgement.path),
    messageKey: judgement.messageKey,
    params: judgement.params,
    ...place(judgement, loaded),
    root: registerRoot(loaded.path),
    via: [],
    references: control.references,
  };
}

/** A change of what is wrong is a new finding; moving the entry in the file is not. */
function fingerprintOf({ subject, messageKey, params }: Judgement, control: string): string {
  const facts = Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([control, 'Register', subject, messageKey, facts]))
    .digest('hex');
}

function place({ state, path, subject }: Judgement, loaded: LoadedRegister): Pick<Finding, 'file' | 'line' | 'endLine' | 'precision'> {
  if (!loaded.present) return { precision: 'none' };
  // A section that is not there has no line.
  if (state === 'missing' && path.join('.') === subject) return { file: loaded.path, precision: 'file' };
  const line = loaded.lineOf(path);
  return { file: loaded.path, line, endLine: line, precision: state === 'missing' ? 'derived' : 'exact' };
}

function writePath(path: Judgement['path']): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}
