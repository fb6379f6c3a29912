import { wordFinding, wordReason } from '../i18n/finding-text.ts';
import { wordProblem, wordProblemNext } from '../i18n/problem-text.ts';
import { say } from '../i18n/say.ts';
import { textsFor } from '../i18n/texts.ts';
import type { Control, ControlResult } from '../model/control.ts';
import type { ExceptedFinding } from '../model/exception.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Problem } from '../model/root.ts';
import type { Subject } from '../model/subject.ts';
import type { Reason } from '../model/verdict.ts';
import type { Waiver } from '../model/waiver.ts';
import { plain } from './media.ts';
import { byWeight, compare } from './ordering.ts';
import { sortOutcomes } from './outcomes.ts';
import type { ReportDocument } from './schema.ts';

/** The report as data, `tilsyn.report/v1`. Machines read it, so its sentences are English whatever the language of the report. */
export function writeReport(report: Report): ReportDocument {
  const { undecided, notAnalysed } = sortOutcomes(report);
  return {
    schema: 'tilsyn.report/v1',
    tool: { name: 'tilsyn', ...pick(report.tool, ['version', 'policies', 'configuration', 'engine']) },
    profile: report.profile,
    subject: writeSubject(report.subject),
    verdict: { conclusion: report.verdict.conclusion, exit: report.verdict.exit, reasons: report.verdict.reasons.map(writeReason) },
    assumptions: report.assumptions.map(({ code, params }) => ({
      code,
      params: { ...params },
      message: say(textsFor('en').report.assumption[code], params, plain, 'en'),
    })),
    objects: report.objects,
    roots: [...report.roots]
      .sort((a, b) => compare(a.id, b.id))
      .map((root) => ({ ...pick(root, ['id', 'kind', 'path']), files: [...root.files] })),
    notAnalysed: [...undecided, ...notAnalysed].map(writeProblem),
    controls: [...report.results].sort((a, b) => compare(a.control, b.control)).map((result) => writeResult(result, report)),
    findings: [...report.findings].sort(byWeight).map((finding) => writeFinding(finding, report)),
    exceptions: writeExceptions(report.excepted),
    waivers: [...report.waivers].sort((a, b) => compare(a.id, b.id)).map(writeWaiver),
    emergencies: report.emergencies.map(({ by, review, ...emergency }) => ({
      ...pick(emergency, ['id', 'pullRequest', 'headSha', 'at', 'ticket', 'reviewDueAt']),
      by: pick(by, ['id', 'login']),
      ...(review === undefined ? {} : { review: { ...pick(review, ['at', 'outcome']), by: pick(review.by, ['id', 'login']) } }),
    })),
    approvals: report.approvals.map(({ name, rule, needed, counted, from, judged }) => ({
      name,
      ...(rule === undefined ? {} : { rule }),
      needed,
      counted: counted.length,
      from: [...from],
      judged: judged.map(({ approval: { by, sha, via, at }, judgement }) => ({ by: pick(by, ['id', 'login']), sha, via, at, judgement })),
    })),
    skipped: [...report.skipped].sort((a, b) => compare(a.file, b.file)).map((file) => pick(file, ['file', 'reason'])),
  };
}

/** Only what the contract names: a field added to the model does not leak into reports unseen. */
function pick<T extends object, K extends keyof T>(value: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.filter((key) => value[key] !== undefined).map((key) => [key, value[key]])) as Pick<T, K>;
}

function writeSubject(subject: Subject): ReportDocument['subject'] {
  switch (subject.kind) {
    case 'folder':
      return pick(subject, ['kind', 'label']);
    case 'revision':
      return { kind: subject.kind, base: pick(subject.base, ['label', 'sha']), head: pick(subject.head, ['label', 'sha']) };
    case 'pull-request':
      return {
        ...pick(subject, ['kind', 'number', 'headSha', 'baseRef', 'baseSha', 'mergeBaseSha']),
        repository: pick(subject.repository, ['id', 'owner', 'name']),
        author: pick(subject.author, ['id', 'login']),
      };
    case 'merge-group':
      return {
        ...pick(subject, ['kind', 'headSha', 'baseRef', 'baseSha']),
        repository: pick(subject.repository, ['id', 'owner', 'name']),
        pullRequests: [...subject.pullRequests],
      };
  }
}

function writeReason({ row, outcome, finding, problem, approval }: Reason): ReportDocument['verdict']['reasons'][number] {
  return {
    row,
    outcome,
    ...(finding === undefined ? {} : { fingerprint: finding.fingerprint }),
    ...(problem === undefined ? {} : { problem: placeOf(problem) }),
    ...(approval === undefined ? {} : { approval: approval.name }),
  };
}

function writeProblem(problem: Problem): ReportDocument['notAnalysed'][number] {
  return {
    ...placeOf(problem),
    params: { ...problem.params },
    message: wordProblem(problem, plain, 'en'),
    next: wordProblemNext(problem, plain, 'en'),
  };
}

function placeOf(problem: Problem): Pick<Problem, 'code' | 'root' | 'file' | 'line'> {
  return pick(problem, ['code', 'root', 'file', 'line']);
}

function writeResult(result: ControlResult, report: Report): ReportDocument['controls'][number] {
  const control = report.controls.get(result.control);
  const reason = reasonOf(result, control);
  const { attestation } = result;
  return {
    id: result.control,
    title: control?.en.title ?? result.control,
    ...(control === undefined ? {} : { severity: control.severity }),
    result: result.outcome,
    ...pick(result, ['examined', 'failed', 'excepted', 'waived', 'notEvaluable']),
    ...(attestation === undefined ? {} : { attestation: { ...pick(attestation, ['until', 'soon']), entries: [...attestation.entries] } }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function reasonOf({ outcome, examined, reason }: ControlResult, control: Control | undefined): string | undefined {
  const worded = reason && wordReason(reason, control, plain, 'en');
  if (worded !== undefined) return worded;
  if (outcome === 'not-evaluable') return control?.en.notEvaluableWhen;
  if (outcome === 'attested') return 'The register answers for it.';
  if (outcome !== 'not-applicable') return undefined;
  return examined === 0 ? 'No object that it looks at.' : 'Switched off in the configuration.';
}

function writeFinding(finding: Finding, report: Report): ReportDocument['findings'][number] {
  const control = report.controls.get(finding.control);
  const { guide, iso27001, gdpr, nis2, cis, pss, datatilsynet } = finding.references;
  return {
    ...pick(finding, ['fingerprint', 'control', 'severity', 'status', 'change']),
    object: pick(finding.object, ['apiVersion', 'kind', 'namespace', 'name', 'container', 'cluster']),
    ...pick(finding, ['path', 'messageKey']),
    params: { ...finding.params },
    message: wordFinding(finding, control, plain, 'en'),
    remediation: control === undefined ? '' : say(control.en.change, {}, plain, 'en'),
    ...pick(finding, ['file', 'line', 'endLine', 'onBase', 'precision', 'root']),
    via: [...finding.via],
    ...pick(finding, ['impliedBy']),
    references: {
      guide: [...guide],
      iso27001: iso27001.map((one) => pick(one, ['id', 'title'])),
      gdpr: [...gdpr],
      nis2: [...nis2],
      cis: Object.fromEntries(Object.entries(cis).map(([version, items]) => [version, [...items]])),
      pss,
      datatilsynet: [...datatilsynet],
    },
    ...(finding.waiver === undefined ? {} : { waiver: pick(finding.waiver, ['id', 'state', 'expiresAt']) }),
  };
}

/** By component, each failure as exactly as a finding: nobody may have to guess what was let through. */
function writeExceptions(excepted: readonly ExceptedFinding[]): ReportDocument['exceptions'] {
  const components = [...new Set(excepted.map(({ component }) => component))].sort(compare);
  return components.map((component) => {
    const own = excepted.filter((one) => one.component === component).sort((a, b) => byWeight(a.finding, b.finding));
    const findings = own.map(({ finding, tier, reason }) => ({
      ...pick(finding, ['fingerprint', 'control']),
      tier,
      object: pick(finding.object, ['apiVersion', 'kind', 'namespace', 'name', 'container', 'cluster']),
      ...pick(finding, ['path']),
      reason,
      ...pick(finding, ['file', 'line']),
    }));
    return { component, count: own.length, findings };
  });
}

function writeWaiver(waiver: Waiver): ReportDocument['waivers'][number] {
  return {
    ...pick(waiver, ['id', 'control', 'subject', 'category', 'state', 'requestedAt', 'expiresAt', 'approvalsNeeded']),
    fingerprints: [...waiver.fingerprints],
    requestedBy: pick(waiver.requestedBy, ['id', 'login']),
    approvals: waiver.approvals.map(({ by, at, sha }) => ({ by: pick(by, ['id', 'login']), at, sha })),
  };
}
