import { compareObjects } from './compare/differences.ts';
import { compareFindings } from './compare/findings.ts';
import type { LoadedConfiguration } from './config/load.ts';
import type { Configuration } from './config/schema.ts';
import { type Evaluation, evaluateObjects } from './evaluate/evaluate.ts';
import type { Evaluator } from './evaluate/evaluator.ts';
import { contextFromNamespaces } from './evaluate/object-context.ts';
import { countWaived } from './evaluate/results.ts';
import { locateFindings } from './locate/locate.ts';
import type { ApprovalRequirement } from './model/approval.ts';
import type { Control, Language } from './model/control.ts';
import type { Finding } from './model/finding.ts';
import type { RenderedObject } from './model/object.ts';
import type { Assumption, Report } from './model/report.ts';
import type { Problem } from './model/root.ts';
import type { RenderedSide, Side } from './model/side.ts';
import type { Subject } from './model/subject.ts';
import type { Waiver } from './model/waiver.ts';
import { renderOptions } from './render/options.ts';
import { findOrigins } from './render/origins.ts';
import type { RenderTools } from './render/root-render.ts';
import { renderSide } from './render/side.ts';
import { decideVerdict } from './verdict/decide.ts';
import { itemise } from './verdict/items.ts';
import { matchWaivers } from './waivers/match.ts';

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
  /** What went wrong before the judgement, or is wrong with the head's own configuration. */
  readonly problems: readonly Problem[];
  readonly assumptions: readonly Assumption[];
  readonly language: Language;
}

/** The compiled policies and what they say of themselves, and the engine that renders what they judge. */
export interface Policies {
  readonly evaluator: Evaluator;
  /** The engine, with what was rendered before in this run: one judgement after another asks for nearly the same. */
  readonly rendering: RenderTools;
  readonly controls: readonly Control[];
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
  readonly findings: readonly Finding[];
}

/** The whole story, from two trees to a report. */
export async function judge(given: Case, policies: Policies): Promise<Report> {
  return conclude(given, await examine(given, policies), policies);
}

/** Trees to compared findings: render, evaluate, locate, compare. */
export async function examine(given: Case, policies: Policies): Promise<Examination> {
  const tools = policies.rendering;
  const options = renderOptions(given.configuration.configuration);
  const base = given.base && (await renderSide(given.base, options, tools));
  const head = await renderSide(given.head, base === undefined ? options : { ...options, base }, tools);

  const headEvaluation = await evaluate(head.objects, given, policies);
  const baseEvaluation = base && (await evaluate(base.objects, given, policies));

  const origins = await findOrigins(
    headEvaluation.placed.map(({ object }) => object),
    head.roots,
    given.head,
    options,
    tools,
  );
  const placed = headEvaluation.placed.map(({ finding }, index) => ({ finding, object: origins[index] as RenderedObject }));
  const headFindings = locateFindings(placed, given.head.files);
  const findings = baseEvaluation
    ? compareFindings(
        baseEvaluation.placed.map(({ finding }) => finding),
        headFindings,
      )
    : headFindings;
  return { head, headEvaluation, findings, ...(base && baseEvaluation ? { base, baseEvaluation } : {}) };
}

/** Findings and decisions to the verdict and everything that a report may say. */
export function conclude(given: Case, examination: Examination, policies: Policies): Report {
  const { head, headEvaluation } = examination;
  const { configuration, digest, problems: configurationProblems } = given.configuration;
  const findings = matchWaivers(examination.findings, given.waivers, { pullRequest: pullRequestOf(given.subject) });
  const problems = [...given.problems, ...configurationProblems, ...head.problems, ...headEvaluation.problems];
  const items = itemise({
    findings,
    problems,
    approvals: given.approvals,
    roots: head.roots,
    changed: given.changed,
    ...(examination.base && examination.baseEvaluation
      ? {
          base: {
            objects: examination.base.objects,
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
    verdict: decideVerdict(items, { ...configuration, register: 'optional' }),
    findings,
    results: countWaived(headEvaluation.results, findings),
    controls: new Map(policies.controls.map((control) => [control.id, control])),
    roots: head.roots,
    problems,
    objects: headEvaluation.objects,
    assumptions: [
      { code: 'kubernetes-version', params: { version: configuration.kubernetesVersion } },
      ...given.assumptions,
      ...head.assumptions,
    ],
    differences: examination.base ? compareObjects(examination.base.objects, head.objects) : [],
    waivers: given.waivers,
    approvals: given.approvals,
    skipped: head.skipped,
  };
}

function evaluate(objects: readonly RenderedObject[], { configuration: { configuration } }: Case, policies: Policies): Promise<Evaluation> {
  const options = {
    controls: policies.controls,
    enabled: enabledControls(policies.controls, configuration),
    kubernetesVersion: configuration.kubernetesVersion,
    parameters: { 'image.digestIn': configuration.parameters.imageDigestIn },
    contextOf: contextFromNamespaces(objects, configuration.labels.environment, configuration.environment),
  };
  return evaluateObjects(objects, options, policies.evaluator);
}

/** The profile `baseline` is Pod Security alone; a control that the base's configuration switches off is not relevant in either. */
function enabledControls(controls: readonly Control[], configuration: Configuration): ReadonlySet<string> {
  const profile = controls.filter((control) => configuration.profile === 'danish-healthcare' || control.references.pss !== null);
  return new Set(profile.map((control) => control.id).filter((id) => configuration.controls[id]?.enabled !== false));
}

function pullRequestOf(subject: Subject): number | undefined {
  return subject.kind === 'pull-request' ? subject.number : undefined;
}
