import type { ControlResult, ResultReason } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';
import type { Answer } from './attest.ts';
import { type Day, earliest } from './day.ts';
import type { Judgement } from './judgement.ts';

export interface RegisterAnswers {
  /** Where the register lies, or should. */
  readonly path: string;
  readonly today: Day;
  readonly head: ReadonlyMap<string, Answer>;
  readonly headPresent: boolean;
  /** What is in force; absent when there is nothing to compare with, and then the head itself is. */
  readonly base?: ReadonlyMap<string, Answer>;
}

/**
 * Puts the register's answers to the results of the rules. A rule that passed or failed has spoken; where the rules cannot tell, the register may:
 * its answer is `attested` and never `pass`. Power comes from the base, so that an entry which the change brings counts once it is merged.
 */
export function answerResults(
  results: readonly ControlResult[],
  answers: RegisterAnswers,
  findings: readonly Finding[],
  isAsked: (control: string) => boolean,
): readonly ControlResult[] {
  return results.map((result) => {
    const answer = answers.head.get(result.control);
    if (answer === undefined || !isAsked(result.control) || result.outcome === 'pass') return result;
    const own = findings.filter(({ control }) => control === result.control);
    const failed = result.failed + own.filter(({ status }) => status === 'fail').length;
    const counts = { failed, notEvaluable: result.notEvaluable + own.filter(({ status }) => status === 'not-evaluable').length };
    if (result.outcome === 'fail') return { ...result, ...counts };
    return { ...result, ...counts, ...answerOf(result.control, answer, answers) };
  });
}

type Answered = Pick<ControlResult, 'outcome' | 'attestation' | 'reason'>;

function answerOf(control: string, answer: Answer, answers: RegisterAnswers): Answered {
  const { path, headPresent, base } = answers;
  const inForce = base?.get(control) ?? answer;
  if (answer.state === 'missing') {
    if (!headPresent) return { outcome: 'not-evaluable', reason: { messageKey: 'noRegister', params: { path } } };
    const [first] = answer.judgements.filter(({ state }) => state === 'missing');
    return { outcome: 'not-evaluable', reason: first === undefined ? { messageKey: 'registerBroken', params: { path } } : reasonOf(first) };
  }
  if (answer.state !== 'attested') {
    const worst = answer.judgements.find(({ state }) => state === answer.state);
    return { outcome: 'fail', ...(worst === undefined ? {} : { reason: reasonOf(worst) }) };
  }
  const held = new Set(inForce.judgements.filter(({ state }) => state === 'attested').map(({ subject }) => subject));
  if (inForce.state !== 'attested' || answer.judgements.some(({ subject }) => !held.has(subject)))
    return { outcome: 'not-evaluable', reason: { messageKey: 'pending', params: { path } } };
  return attested(answer, inForce, answers);
}

function reasonOf({ messageKey, params }: Judgement): ResultReason {
  return { messageKey, params };
}

/** Until the first of all the days on which something ends, in the register that is in force and in the one that will be. */
function attested(answer: Answer, inForce: Answer, { today }: RegisterAnswers): Answered {
  const until = earliest(answer.until, inForce.until);
  const warnFrom = earliest(answer.warnFrom, inForce.warnFrom);
  if (until === undefined || warnFrom === undefined) return { outcome: 'not-evaluable' };
  return { outcome: 'attested', attestation: { entries: answer.entries, until, soon: today >= warnFrom } };
}

/** Leaves out what could not be evaluated before either and the register now answers for. What a change makes so is still told. */
export function withoutAnswered(findings: readonly Finding[], results: readonly ControlResult[]): readonly Finding[] {
  const answered = new Set(results.filter(({ outcome }) => outcome === 'attested').map(({ control }) => control));
  return findings.filter(({ control, status, change }) => status === 'fail' || change === 'new' || !answered.has(control));
}
