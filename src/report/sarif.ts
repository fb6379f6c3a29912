import { wordFinding } from '../i18n/finding-text.ts';
import { wordProblem } from '../i18n/problem-text.ts';
import { say } from '../i18n/say.ts';
import type { Control, Severity } from '../model/control.ts';
import type { Finding, FindingWaiver } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { sarif } from './media.ts';
import { byWeight, compare } from './ordering.ts';
import { sortOutcomes } from './outcomes.ts';
import { nameObject } from './places.ts';

/** GitHub takes 25,000 results of a run and refuses the file beyond. */
const MOST_RESULTS = 25_000;

const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;
/** GitHub sorts security alerts by this number: over 9 critical, over 7 high, over 4 medium. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };
const SUPPRESSIONS: Readonly<Record<FindingWaiver['state'], 'accepted' | 'underReview' | 'rejected' | undefined>> = {
  granted: 'accepted',
  requested: 'underReview',
  denied: 'rejected',
  revoked: undefined,
  expired: undefined,
  lapsed: undefined,
};

/** The report as SARIF 2.1.0 (OASIS), for code scanning. English, like the JSON report. Fixed findings are left out: they are not there. */
export function composeSarif(report: Report): object {
  const { undecided, notAnalysed } = sortOutcomes(report);
  const controls = [...report.controls.values()].sort((a, b) => compare(a.id, b.id));
  const findings = report.findings.filter((finding) => finding.change !== 'fixed').sort(byWeight);
  const hidden = Math.max(0, findings.length - MOST_RESULTS);
  const notes = [...undecided, ...notAnalysed].map((problem) =>
    notification(wordProblem(problem, sarif, 'en'), undecided.includes(problem)),
  );
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'tilsyn', version: report.tool.version, semanticVersion: report.tool.version, rules: controls.map(writeRule) },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.verdict.conclusion !== 'undecided',
            toolExecutionNotifications:
              hidden === 0 ? notes : [...notes, notification(`${hidden} findings beyond the limit of ${MOST_RESULTS} are left out.`, true)],
          },
        ],
        results: findings.slice(0, MOST_RESULTS).map((finding) => writeResult(finding, controls, report)),
      },
    ],
  };
}

function notification(text: string, isError: boolean): object {
  return { level: isError ? 'error' : 'note', message: { text } };
}

function writeRule({ id, severity, en }: Control): object {
  const write = (words: string) => ({ text: say(words, {}, sarif, 'en') });
  return {
    id,
    shortDescription: write(en.title),
    fullDescription: write(en.why),
    help: write(en.change),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['security'], 'security-severity': SECURITY_SEVERITY[severity] },
  };
}

function writeResult(finding: Finding, controls: readonly Control[], report: Report): object {
  const index = controls.findIndex((control) => control.id === finding.control);
  const message = `${sarif.text(nameObject(finding.object))}: ${wordFinding(finding, controls[index], sarif, 'en')}`;
  const suppression = finding.waiver && SUPPRESSIONS[finding.waiver.state];
  return {
    ruleId: finding.control,
    ...(index < 0 ? {} : { ruleIndex: index }),
    // 3.27.10: a result that is not a failure has no level.
    ...(finding.status === 'fail' ? { kind: 'fail', level: LEVELS[finding.severity] } : { kind: 'open', level: 'none' }),
    message: { text: message },
    locations: [{ physicalLocation: writeLocation(finding, report) }],
    partialFingerprints: { 'tilsyn/v1': finding.fingerprint },
    ...(finding.change === undefined ? {} : { baselineState: finding.change === 'new' ? 'new' : 'unchanged' }),
    // An empty list says that it was asked and nothing suppresses it.
    suppressions:
      suppression === undefined ? [] : [{ kind: 'external', status: suppression, justification: `Waiver ${finding.waiver?.id}` }],
  };
}

/** Always a place, for code scanning shows nothing without one; a region only where the line is known. */
function writeLocation({ file, line, endLine, onBase, root }: Finding, report: Report): object {
  const path = file ?? report.roots.find((one) => one.id === root)?.path ?? '.';
  const region =
    line === undefined || line < 1 || onBase === true
      ? {}
      : { region: { startLine: line, ...(endLine !== undefined && endLine > line ? { endLine } : {}) } };
  return { artifactLocation: { uri: path.split('/').map(encodeStep).join('/') }, ...region };
}

function encodeStep(step: string): string {
  return encodeURIComponent(step.toWellFormed());
}
