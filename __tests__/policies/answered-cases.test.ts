import { describe, expect, test } from '@jest/globals';
import { alone } from '../../src/approvals/identities.ts';
import { judgeApprovals } from '../../src/approvals/judge.ts';
import { judgeFourEyes } from '../../src/approvals/result.ts';
import { configurationSchema } from '../../src/config/schema.ts';
import { makeResults } from '../../src/evaluate/results.ts';
import type { ControlResult } from '../../src/model/control.ts';
import type { Person } from '../../src/model/person.ts';
import type { ProblemCode } from '../../src/model/root.ts';
import type { Subject } from '../../src/model/subject.ts';
import type { WaiverEvent } from '../../src/model/waiver-event.ts';
import { examineRegister } from '../../src/register/examine.ts';
import { foldWaivers } from '../../src/waivers/fold.ts';
import { matchWaivers } from '../../src/waivers/match.ts';
import { judgeWaivers } from '../../src/waivers/result.ts';
import { manifest } from '../evaluate/start-evaluator.ts';
import { finding, head, olderHead, people } from '../waivers/world.ts';
import { readDecisionExamples, readRegisterExamples } from './read-answered-cases.ts';
import { controlFolders } from './read-cases.ts';

const configuration = configurationSchema.parse({});
const { controls } = manifest;

/** What the rules leave: nothing was looked at. */
function untouched(id: string): ControlResult {
  const [result] = makeResults(
    controls.filter((control) => control.id === id),
    new Map(),
    [],
  );
  if (result === undefined) throw new Error(`${id} is not in the policies`);
  return result;
}

const registerFolders = controlFolders().filter((folder) => readRegisterExamples(folder).length > 0);

describe.each(registerFolders)('the register answers for %s', (folder) => {
  test.each(readRegisterExamples(folder))('$name', ({ control, side, expected }) => {
    const { results, findings, problems } = examineRegister({
      head: { side, results: [untouched(control)] },
      controls: controls.filter(({ id }) => id === control),
      configuration,
      now: `${expected.today}T12:00:00Z`,
    });
    expect(problems).toEqual([]);
    expect(results.map(({ outcome }) => outcome)).toEqual([expected.result]);
    expect(
      findings.map(({ object, path, messageKey, status }) => ({
        object: `${object.kind}/${object.namespace}/${object.name}`,
        path,
        messageKey,
        ...(status === 'fail' ? {} : { status }),
      })),
    ).toEqual(expected.findings);
  });
});

const subject: Subject = {
  kind: 'pull-request',
  repository: { id: 1, owner: 'klinik', name: 'gitops' },
  number: 5,
  author: people.anna,
  headSha: head,
  baseRef: 'main',
  baseSha: olderHead,
  mergeBaseSha: olderHead,
};

const person = (name: string): Person => people[name as keyof typeof people];
const shas: Readonly<Record<string, string>> = { head, old: olderHead };

interface ApprovalDecision {
  readonly opener: string;
  readonly pushers: readonly string[];
  readonly commitPeople: readonly string[];
  readonly required: 'none' | number;
  readonly approvals: readonly { readonly by: string; readonly sha: string }[];
  readonly problems?: readonly ProblemCode[];
}

test.each(readDecisionExamples('chg/chg-03'))('approvals answer for chg/chg-03: $name', ({ decision, expected }) => {
  const given = decision as ApprovalDecision;
  const approvals = judgeApprovals({
    opener: person(given.opener),
    pushers: given.pushers.map(person),
    commitPeople: given.commitPeople.map(person),
    personOf: alone,
    approvals: given.approvals.map(({ by, sha }, index) => ({
      by: person(by),
      sha: shas[sha] ?? sha,
      via: 'review',
      at: `2026-11-24T08:00:0${index}Z`,
      sourceId: index,
    })),
    dismissed: [],
    headSha: head,
    authorityById: new Map(Object.values(people).map(({ id }) => [id, { permission: 'write', teams: [], lookup: 'ok' }])),
    configuration: configurationSchema.parse({ approvals: given.required === 'none' ? 'none' : { required: given.required } }),
    ownerIds: new Set(),
    approverIds: new Set(),
    securityIds: new Set(),
    ruleIds: [],
    touches: { configuration: false },
  });
  const problems = (given.problems ?? []).map((code) => ({ code, params: {} }));
  const { outcome, reason } = judgeFourEyes(untouched('CHG-03'), { subject, approvals, problems });
  expect({ result: outcome, reason: reason?.messageKey }).toEqual({ result: expected.result, reason: expected.reason });
});

interface WaiverDecision {
  readonly findings: readonly string[];
  readonly waivers: readonly {
    readonly id: string;
    readonly control: string;
    readonly findings: readonly string[];
    readonly requestedBy: string;
    readonly requestedAt: string;
    readonly expiresAt: string;
    readonly approvedBy: readonly string[];
    readonly approvalsNeeded?: number;
    readonly revokedBy?: string;
  }[];
  readonly problems?: readonly ProblemCode[];
}

test.each(readDecisionExamples('chg/chg-04'))('waivers answer for chg/chg-04: $name', ({ decision, expected }) => {
  const given = decision as WaiverDecision;
  const waivers = foldWaivers(
    given.waivers.flatMap((waiver): readonly WaiverEvent[] => {
      const event = {
        id: waiver.id,
        control: waiver.control,
        fingerprints: waiver.findings,
        subject: 'Deployment/journal/api',
        category: 'waiver',
        pullRequest: 5,
        headSha: head,
        at: waiver.requestedAt,
        expiresAt: waiver.expiresAt,
        approvalsNeeded: waiver.approvalsNeeded ?? 1,
        source: { kind: 'issue_comment', id: 1 },
      } as const;
      return [
        { ...event, event: 'requested', actor: person(waiver.requestedBy) },
        ...waiver.approvedBy.map((by) => ({ ...event, event: 'approved' as const, actor: person(by) })),
        ...(waiver.revokedBy === undefined ? [] : [{ ...event, event: 'revoked' as const, actor: person(waiver.revokedBy) }]),
      ];
    }),
    '2026-11-24T08:00:00Z',
  );
  const controlsNamed = [...new Set(waivers.map(({ control }) => control))];
  const findings = matchWaivers(
    controlsNamed.flatMap((control) => given.findings.map((fingerprint) => finding(fingerprint, { control }))),
    waivers,
    { pullRequest: 5 },
  );
  const problems = (given.problems ?? []).map((code) => ({ code, params: {} }));
  const { outcome, reason } = judgeWaivers(untouched('CHG-04'), {
    subject,
    waivers,
    findings,
    problems,
    assumptions: [],
    controls,
    maxDays: configuration.waivers.maxDays,
  });
  expect({ result: outcome, reason: reason?.messageKey }).toEqual({ result: expected.result, reason: expected.reason });
});
