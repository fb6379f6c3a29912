import { compareFindings } from './compare/findings.ts';
import { listStillDeployed } from './compare/still-deployed.ts';
import { type ChangeEvaluation, type Evaluation, evaluateChanges, evaluateObjects } from './evaluate/evaluate.ts';
import type { PlacedFinding } from './evaluate/findings.ts';
import { findLost, type JudgedSide } from './evaluate/lost.ts';
import { addChanges, countExcepted } from './evaluate/results.ts';
import { locateChanges, locateFindings } from './locate/locate.ts';
import { traceFindings } from './locate/trace.ts';
import type { ControlResult } from './model/control.ts';
import type { Finding } from './model/finding.ts';
import type { RenderedObject } from './model/object.ts';
import type { Report } from './model/report.ts';
import type { RenderedSide, Side } from './model/side.ts';
import type { Case, Policies } from './pipeline/case.ts';
import { conclude, type Examination } from './pipeline/conclude.ts';
import { except, locateExcepted, openOnBase } from './pipeline/except.ts';
import { findFixes } from './pipeline/fix.ts';
import { enabledControls, optionsFor } from './pipeline/options.ts';
import { examineRegister, type RegisterExamination } from './register/examine.ts';
import { withoutAnswered } from './register/results.ts';
import { renderOptions } from './render/options.ts';
import { findOrigins } from './render/origins.ts';
import type { RenderTools } from './render/root-render.ts';
import { type RenderOptions, renderSide } from './render/side.ts';

/** The whole story, from two trees to a report. */
export async function judge(given: Case, policies: Policies): Promise<Report> {
  return conclude(given, await examine(given, policies), policies);
}

/** Trees to compared findings: render, evaluate, except, attest, locate, compare. */
export async function examine(given: Case, policies: Policies): Promise<Examination> {
  const tools = policies.rendering;
  const options = renderOptions(given.configuration.configuration, given.subject);
  const base = given.base && (await renderSide(given.base, options, tools));
  const headOptions = base === undefined ? options : { ...options, base };
  const head = await renderSide(given.head, headOptions, tools);

  const headEvaluation = await evaluate(head.objects, given, policies);
  const baseEvaluation = base && (await evaluate(base.objects, given, policies));
  const deployed = base === undefined ? head.objects : listStillDeployed(base, head);
  const change =
    base &&
    baseEvaluation &&
    (await compareSafeguards({ ...base, evaluation: baseEvaluation }, { objects: deployed, evaluation: headEvaluation }, given, policies));

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
  const source = { rendered: head, side: given.head, options: headOptions, tools, wanted };
  const located = await traceFindings(placed, locateFindings(placed, given.head.files), source);
  const headFindings = [...located, ...register.findings];
  const compared = before ? compareFindings([...before, ...register.findingsBefore], headFindings) : headFindings;
  const findings = withoutAnswered(compared, register.results);
  const mendable = placed.flatMap(({ object }, index) => {
    const finding = located[index];
    return finding !== undefined && wanted(finding) ? [{ finding, object }] : [];
  });
  const judged = {
    rendered: head,
    options: headOptions,
    problems: headEvaluation.problems,
    fingerprints: new Set(headSide.kept.map(({ finding }) => finding.fingerprint)),
    before: base?.objects ?? [],
  };
  const fixes = given.wantsFixes === true ? await findFixes(mendable, judged, given, policies) : undefined;
  return {
    head,
    headEvaluation,
    deployed,
    register,
    findings,
    safeguards,
    excepted,
    ...(base && baseEvaluation ? { base, baseEvaluation } : {}),
    ...(change ? { change } : {}),
    ...(fixes ? { fixes } : {}),
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

function evaluate(objects: readonly RenderedObject[], given: Case, policies: Policies): Promise<Evaluation> {
  return evaluateObjects(objects, optionsFor(objects, given, policies), policies.evaluator);
}
