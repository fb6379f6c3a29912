import { mapLines } from '../locate/map-lines.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { ObjectStore } from '../source/object-store.ts';
import { readTogether } from '../source/read-together.ts';
import { type Collected, textOf } from './collect.ts';

/**
 * Puts findings on the lines that people see. Judged was the merged tree; where a file of it differs from the head's, a line is looked up in the
 * head's version, and one that is not in there leaves only the file.
 */
export async function onHeadLines(report: Report, collected: Collected, store: ObjectStore): Promise<Report> {
  const wanted = new Set(report.findings.flatMap(({ file, line }) => (line !== undefined && isShifted(file, collected) ? [file] : [])));
  if (wanted.size === 0) return report;
  const [seen] = await readTogether(store, [{ tree: store.tree(collected.pullRequest.headSha), paths: [...wanted] }]);
  const maps = new Map<string, (line: number) => number | undefined>();
  for (const file of wanted) {
    const [merged, head] = [textOf(collected.given.head, file), seen === undefined ? undefined : textOf(seen, file)];
    maps.set(file, merged === undefined || head === undefined ? () => undefined : mapLines(merged, head));
  }
  const move = (finding: Finding): Finding => {
    // What the base has changed since the head left it stands elsewhere in the diff.
    if (finding.onBase === true) return isShifted(finding.file, collected) ? withoutLine(finding) : finding;
    const map = finding.file === undefined ? undefined : maps.get(finding.file);
    return map === undefined ? finding : moveFinding(finding, map);
  };
  const reasons = report.verdict.reasons.map((reason) =>
    reason.finding === undefined ? reason : { ...reason, finding: move(reason.finding) },
  );
  const excepted = report.excepted.map((one) => ({ ...one, finding: move(one.finding) }));
  const fixes = report.fixes?.filter(({ file }) => !isShifted(file, collected));
  return { ...report, findings: report.findings.map(move), excepted, verdict: { ...report.verdict, reasons }, ...(fixes ? { fixes } : {}) };
}

function isShifted(file: string | undefined, { shifted }: Collected): file is string {
  return file !== undefined && shifted.has(file);
}

function moveFinding(finding: Finding, map: (line: number) => number | undefined): Finding {
  const { line, endLine } = finding;
  const start = line === undefined ? undefined : map(line);
  if (line === undefined || start === undefined) return withoutLine(finding);
  // A range that the merge has pulled apart keeps its first line.
  const end = endLine === undefined ? start : map(endLine);
  const whole = end !== undefined && endLine !== undefined && end - start === endLine - line;
  return { ...finding, line: start, endLine: whole ? end : start };
}

function withoutLine({ line: _line, endLine: _endLine, ...rest }: Finding): Finding {
  return { ...rest, precision: 'file' };
}
