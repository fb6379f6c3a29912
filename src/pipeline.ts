import { judgeFourEyes } from './approvals/result.ts';
import { compareObjects } from './compare/differences.ts';
import { compareFindings } from './compare/findings.ts';
import { controlParameters } from './config/control-parameters.ts';
import type { LoadedConfiguration } from './config/load.ts';
import type { Configuration } from './config/schema.ts';
import { type ChangeEvaluation, type EvaluateOptions, type Evaluation, evaluateChanges, evaluateObjects } from './evaluate/evaluate.ts';
import type { Evaluator } from './evaluate/evaluator.ts';
import type { PlacedFinding } from './evaluate/findings.ts';
import { findLost, type JudgedSide } from './evaluate/lost.ts';
import { contextFromNamespaces } from './evaluate/object-context.ts';
import { addChanges, countExcepted, countWaived } from './evaluate/results.ts';
import type { Component } from './exceptions/component.ts';
import { type ExceptedSide, exceptFindings } from './exceptions/except.ts';
import { locateChanges, locateFindings } from './locate/locate.ts';
import { traceFindings } from './locate/trace.ts';
import type { ApprovalRequirement } from './model/approval.ts';
import type { Control, ControlResult, Language } from './model/control.ts';
import type { ExceptedFinding } from './model/exception.ts';
import type { Finding } from './model/finding.ts';
import type { RenderedObject } from './model/object.ts';
import type { Assumption, Report } from './model/report.ts';
import type { Problem } from './model/root.ts';
import type { RenderedSide, Side } from './model/side.ts';
import type { Subject } from './model/subject.ts';
import type { Waiver } from './model/waiver.ts';
import { examineRegister, type RegisterExamination } from './register/examine.ts';
import { registerFacts } from './register/facts.ts';
import { withoutAnswered } from './register/results.ts';
import { renderOptions } from './render/options.ts';
import { findOrigins } from './render/origins.ts';
import type { RenderTools } from './render/root-render.ts';
import { type RenderOptions, renderSide } from './render/side.ts';
import { decideVerdict } from './verdict/decide.ts';
import { itemise } from './verdict/items.ts';
import { matchWaivers } from './waivers/match.ts';
import { judgeWaivers } from './waivers/result.ts';

/** Everything that a judgement rests on. Time, people and their powers were looked up before; nothing in here asks the world. */
export interface Case {
  readonly subject: Subject;
  readonly head: Side;
  /** Absent when a folder is judged as it lies there. */
  readonly base?: Side;
  /** Files that differ between base and head. */
  readonly changed: ReadonlySet<string>;
  readonly configuration: LoadedConfiguration;
  readonly waivers: readonly Waiver[];
  readonly approvals: readonly ApprovalRequirement[];
  /** The security team's approval as far as it is given; needed only when the change weakens a safeguard. Absent where nobody can be asked. */
  readonly security?: ApprovalRequirement;
  /** What went wrong before the judgement, or is wrong with the head's own configuration. */
  readonly problems: readonly Problem[];
  readonly assumptions: readonly Assumption[];
  readonly language: Language;
  /** UTC instant in ISO 8601, by which entries of the register count. */
  readonly now: string;
}

/** The compiled policies and what they say of themselves, and the engine that renders what they judge. */
export interface Policies {
  readonly evaluator: Evaluator;
  /** The engine, with what was rendered before in this run: one judgement after another asks for nearly the same. */
  readonly rendering: RenderTools;
  readonly controls: readonly Control[];
  /** The platform components that exceptions are built in for; read when a run first asks. */
  readonly components: () => readonly Component[];
  /** SHA-256 of the module, hex. */
  readonly digest: string;
  /** Version of tilsyn. */
  readonly version: string;
}

/** What stays the same when only decisions change: a judgement is made of it as often as there are decisions. */
export interface Examination {
  readonly head: RenderedSide;
  readonly base?: RenderedSide;
  readonly headEvaluation: Evaluation;
  readonly baseEvaluation?: Evaluation;
  readonly register: RegisterExamination;
  readonly findings: readonly Finding[];
  /** What the change takes from what protects: judged by the gate apart from the findings, and by nobody's waiver. */
  readonly safeguards: readonly Finding[];
  readonly change?: ChangeEvaluation;
  readonly excepted: readonly ExceptedFinding[];
}

/** The whole story, from two trees to a report. */
export async function judge(given: Case, policies: Policies): Promise<Report> {
  return conclude(given, await examine(given, policies), policies);
}

/** Trees to compared findings: render, evaluate, except, attest, locate, compare. */
export async function examine(given: Case, policies: Policies): Promise<Examination> {
  const tools = policies.rendering;
  const options = renderOptions(given.configuration.configuration, given.subject);
  const base = given.base && (await renderSide(given.base, options, tools));
  const head = await renderSide(given.head, base === undefined ? options : { ...options, base }, tools);

  const headEvaluation = await evaluate(head.objects, given, policies);
  const baseEvaluation = base && (await evaluate(base.objects, given, policies));
  const change =
    base &&
    baseEvaluation &&
    (await compareSafeguards({ ...base, evaluation: baseEvaluation }, { ...head, evaluation: headEvaluation }, given, policies));

  const headSide = except(headEvaluation.placed, head.objects, base?.objects ?? [], given, policies);
  const baseSide = base && baseEvaluation && except(baseEvaluation.placed, base.objects, base.objects, given, policies);

  const place = (placed: readonly PlacedFinding[]) => withOrigins(placed, head, given.head, options, tools);
  const excepted = locateExcepted(headSide, await place(headSide.exceptedAt), given.head);
  const safeguards = change && given.base ? locateChanges(change.placed, change.removed, given.head.files, given.base.files) : [];
  const results = countExcepted(addChanges(headEvaluation.results, change?.examined, safeguards), excepted);
  const register = attest(given, results, baseSide && countExcepted(baseEvaluation?.results ?? [], baseSide.excepted), policies);

  const before = baseSide && openOnBase(baseSide, headSide);
  const old = new Set(before?.map(({ fingerprint }) => fingerprint));
  const placed = await place(headSide.kept);
  // Lines of what was there before are shown to nobody.
  const wanted = ({ fingerprint }: Finding): boolean => !old.has(fingerprint);
  const source = { roots: head.roots, side: given.head, cluster: options, tools, wanted };
  const headFindings = [...(await traceFindings(placed, locateFindings(placed, given.head.files), source)), ...register.findings];
  const compared = before ? compareFindings([...before, ...register.findingsBefore], headFindings) : headFindings;
  const findings = withoutAnswered(compared, register.results);
  return {
    head,
    headEvaluation,
    register,
    findings,
    safeguards,
    excepted,
    ...(base && baseEvaluation ? { base, baseEvaluation } : {}),
    ...(change ? { change } : {}),
  };
}

/** What the change took from safeguards themselves, and what it took from others by way of them. */
async function compareSafeguards(base: JudgedSide, head: JudgedSide, given: Case, policies: Policies): Promise<ChangeEvaluation> {
  const options = optionsFor(head.objects, given, policies);
  const change = await evaluateChanges(base.objects, head.objects, options, policies.evaluator);
  return { ...change, placed: [...change.placed, ...(await findLost(base, head, change, options, policies.evaluator))] };
}

/** Kustomizations say only when asked which file an object comes from; it is asked for those with findings alone. */
async function withOrigins(
  placed: readonly PlacedFinding[],
  { roots }: RenderedSide,
  side: Side,
  options: RenderOptions,
  tools: RenderTools,
): Promise<readonly PlacedFinding[]> {
  const objects = placed.map(({ object }) => object);
  const origins = await findOrigins(objects, roots, side, options, tools);
  return placed.map(({ finding }, index) => ({ finding, object: origins[index] as RenderedObject }));
}

/** The register's power comes from the base, too; what rules said of a side comes first. */
function attest(
  given: Case,
  head: readonly ControlResult[],
  base: readonly ControlResult[] | undefined,
  policies: Policies,
): RegisterExamination {
  const { configuration } = given.configuration;
  const enabled = enabledControls(policies.controls, configuration);
  return examineRegister({
    head: { side: given.head, results: head },
    ...(given.base && base ? { base: { side: given.base, results: base } } : {}),
    controls: policies.controls.filter(({ id }) => enabled.has(id)),
    configuration,
    now: given.now,
  });
}

/** The exceptions' power comes from the base, as all configuration does; the head's own objects only have to fit. */
function except(
  placed: readonly PlacedFinding[],
  objects: readonly RenderedObject[],
  before: readonly RenderedObject[],
  { configuration: { configuration } }: Case,
  policies: Policies,
): ExceptedSide {
  if (placed.length === 0) return { kept: [], excepted: [], exceptedAt: [] };
  return exceptFindings(placed, {
    components: policies.components(),
    acknowledged: new Set(configuration.platform.acknowledged),
    objects,
    before,
  });
}

/** What became an exception at head is still there, and so was not mended. */
function openOnBase(base: ExceptedSide, head: ExceptedSide): readonly Finding[] {
  const still = new Set(head.excepted.map(({ finding }) => finding.fingerprint));
  return base.kept.map(({ finding }) => finding).filter(({ fingerprint }) => !still.has(fingerprint));
}

function locateExcepted({ excepted }: ExceptedSide, placed: readonly PlacedFinding[], { files }: Side): readonly ExceptedFinding[] {
  const located = locateFindings(placed, files);
  return excepted.map((one, index) => ({ ...one, finding: located[index] ?? one.finding }));
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
  const approvals = safeguards.length > 0 && given.security ? [...given.approvals, given.security] : given.approvals;
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
    ],
    differences: examination.base ? compareObjects(examination.base.objects, head.objects) : [],
    waivers: given.waivers,
    approvals,
    skipped: head.skipped,
  };
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

function evaluate(objects: readonly RenderedObject[], given: Case, policies: Policies): Promise<Evaluation> {
  return evaluateObjects(objects, optionsFor(objects, given, policies), policies.evaluator);
}

function optionsFor(
  objects: readonly RenderedObject[],
  { configuration: { configuration }, base, head, now }: Case,
  policies: Policies,
): EvaluateOptions {
  return {
    controls: policies.controls,
    enabled: enabledControls(policies.controls, configuration),
    kubernetesVersion: configuration.kubernetesVersion,
    parameters: { ...controlParameters(configuration), ...registerFacts(base ?? head, configuration, now) },
    today: now.slice(0, 'YYYY-MM-DD'.length),
    contextOf: contextFromNamespaces(objects, configuration.labels.environment, configuration.environment),
  };
}

/** The profile `baseline` is Pod Security alone; a control that the base's configuration switches off is not relevant in either. */
function enabledControls(controls: readonly Control[], configuration: Configuration): ReadonlySet<string> {
  const profile = controls.filter((control) => configuration.profile === 'danish-healthcare' || control.references.pss !== null);
  return new Set(profile.map((control) => control.id).filter((id) => configuration.controls[id]?.enabled !== false));
}

function pullRequestOf(subject: Subject): number | undefined {
  return subject.kind === 'pull-request' ? subject.number : undefined;
}
