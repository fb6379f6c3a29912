import { selectApprovals } from '../approvals/conditions.ts';
import { judgeFourEyes } from '../approvals/result.ts';
import { compareObjects } from '../compare/differences.ts';
import type { ChangeEvaluation, Evaluation } from '../evaluate/evaluate.ts';
import { countWaived } from '../evaluate/results.ts';
import type { ControlResult } from '../model/control.ts';
import type { ExceptedFinding } from '../model/exception.ts';
import type { Finding } from '../model/finding.ts';
import type { Fix } from '../model/fix.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Report } from '../model/report.ts';
import type { RenderedSide } from '../model/side.ts';
import type { Subject } from '../model/subject.ts';
import type { RegisterExamination } from '../register/examine.ts';
import { decideVerdict } from '../verdict/decide.ts';
import { itemise } from '../verdict/items.ts';
import { matchWaivers } from '../waivers/match.ts';
import { judgeWaivers } from '../waivers/result.ts';
import { findSkipAnnotations } from '../waivers/skip-annotations.ts';
import { findUnwaivable } from '../waivers/unwaivable.ts';
import type { Case, Policies } from './case.ts';
import { enabledControls } from './options.ts';

/** What stays the same when only decisions change: a judgement is made of it as often as there are decisions. */
export interface Examination {
  readonly head: RenderedSide;
  readonly base?: RenderedSide;
  readonly headEvaluation: Evaluation;
  /** Objects of the head without those that are in the tree still and that nothing deploys any more. */
  readonly deployed: readonly RenderedObject[];
  readonly baseEvaluation?: Evaluation;
  readonly register: RegisterExamination;
  readonly findings: readonly Finding[];
  /** What the change takes from what protects: judged by the gate apart from the findings, and by nobody's waiver. */
  readonly safeguards: readonly Finding[];
  readonly change?: ChangeEvaluation;
  readonly excepted: readonly ExceptedFinding[];
  readonly fixes?: readonly Fix[];
}

/** Findings and decisions to the verdict and everything that a report may say. */
export function conclude(given: Case, examination: Examination, policies: Policies): Report {
  const { head, headEvaluation, register, excepted, safeguards, change } = examination;
  const { configuration, digest, problems: configurationProblems } = given.configuration;
  const findings = matchWaivers(examination.findings, given.waivers, { pullRequest: pullRequestOf(given.subject) });
  const problems = [
    ...given.problems,
    ...configurationProblems,
    ...register.problems,
    ...head.problems,
    ...headEvaluation.problems,
    ...(change?.problems ?? []),
  ];
  const differences = examination.base ? compareObjects(examination.base.objects, examination.deployed) : [];
  const effect = {
    changed: given.changed,
    differences,
    findings: [...findings, ...safeguards],
    objects: [...head.objects, ...(examination.base?.objects ?? [])],
    dataClass: configuration.labels.dataClass,
  };
  const approvals = [
    ...given.approvals,
    ...(safeguards.length > 0 && given.security ? [given.security] : []),
    ...selectApprovals(given.conditional ?? [], effect),
  ];
  const items = itemise({
    findings,
    safeguards,
    problems,
    approvals,
    roots: head.roots,
    changed: given.changed,
    register: { path: configuration.register.path, entries: register.entries },
    ...(examination.base && examination.baseEvaluation
      ? {
          base: {
            objects: examination.base.objects,
            roots: examination.base.roots,
            problems: examination.base.problems,
            findings: examination.baseEvaluation.placed.map(({ finding }) => finding),
          },
        }
      : {}),
  });
  return {
    tool: { version: policies.version, policies: policies.digest, configuration: digest, engine: policies.rendering.engine.digest },
    subject: given.subject,
    language: given.language,
    profile: configuration.profile,
    verdict: decideVerdict(items, { ...configuration, register: configuration.register.required ? 'required' : 'optional' }),
    findings: [...findings, ...safeguards],
    excepted,
    results: countWaived(judgeDecisions(register.results, findings, { ...given, approvals }, policies), findings),
    controls: new Map(policies.controls.map((control) => [control.id, control])),
    roots: head.roots,
    problems,
    objects: headEvaluation.objects,
    assumptions: [
      { code: 'kubernetes-version', params: { version: configuration.kubernetesVersion } },
      ...(register.unanswered === 0 ? [] : [{ code: 'no-register' as const, params: { path: configuration.register.path } }]),
      ...given.assumptions,
      ...head.assumptions,
      ...findSkipAnnotations(head.objects),
    ],
    differences,
    unwaivable: listUnwaivable(findings, examination, given, policies),
    waivers: given.waivers,
    emergencies: given.emergencies ?? [],
    approvals,
    skipped: head.skipped,
    ...(examination.fixes === undefined ? {} : { fixes: examination.fixes }),
  };
}

/** What the change takes from a safeguard needs the security team's approval, and no waiver stands in for that. */
function listUnwaivable(
  findings: readonly Finding[],
  { head, base, safeguards }: Examination,
  { configuration: { configuration } }: Case,
  { controls }: Policies,
): ReadonlySet<string> {
  const objects = [...head.objects, ...(base?.objects ?? [])];
  const unwaivable = findUnwaivable(findings, controls, objects, configuration.labels.dataClass);
  return new Set([...unwaivable, ...safeguards.map(({ fingerprint }) => fingerprint)]);
}

/** The two controls that people's decisions answer, from what is known of those. */
function judgeDecisions(
  results: readonly ControlResult[],
  findings: readonly Finding[],
  given: Case,
  { controls }: Policies,
): readonly ControlResult[] {
  const { configuration } = given.configuration;
  const enabled = enabledControls(controls, configuration);
  const waivers = { ...given, findings, controls, maxDays: configuration.waivers.maxDays };
  return results.map((result) => (enabled.has(result.control) ? judgeWaivers(judgeFourEyes(result, given), waivers) : result));
}

function pullRequestOf(subject: Subject): number | undefined {
  return subject.kind === 'pull-request' ? subject.number : undefined;
}
