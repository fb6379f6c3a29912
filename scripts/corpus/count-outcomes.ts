import type { ReportDocument } from '../../src/report/schema.ts';

export interface Outcome {
  readonly name: string;
  readonly files: number;
  /** Files that belong to a root and were read in full. */
  readonly judged: number;
  readonly notAnalysed: number;
  readonly skipped: number;
  readonly objects: number;
  readonly findings: number;
  readonly excepted: number;
  /** Files that the report says nothing of. */
  readonly unaccounted: readonly string[];
  /** Codes of what was not analysed, with how often. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly failed: boolean;
}

/** Holds the report of a repository against its files. Without a report the command failed. */
export function countOutcomes(name: string, files: readonly string[], report: ReportDocument | undefined): Outcome {
  if (report === undefined) {
    const nothing = { files: 0, judged: 0, notAnalysed: 0, skipped: 0, objects: 0, findings: 0, excepted: 0 };
    return { name, ...nothing, unaccounted: [], reasons: new Map([['no report', 1]]), failed: true };
  }
  const skipped = new Set(report.skipped.map(({ file }) => file));
  const broken = new Set(report.notAnalysed.filter(({ file }) => file === undefined).map(({ root }) => root));
  const inBroken = report.roots.filter(({ id }) => broken.has(id)).flatMap((root) => root.files);
  const notAnalysed = new Set([...report.notAnalysed.map(({ file }) => file), ...inBroken]);
  const judged = new Set(report.roots.flatMap((root) => root.files));
  const reasons = new Map<string, number>();
  for (const { code } of report.notAnalysed) reasons.set(code, (reasons.get(code) ?? 0) + 1);
  const left = files.filter((file) => !notAnalysed.has(file));
  return {
    name,
    files: files.length,
    judged: left.filter((file) => judged.has(file) && !skipped.has(file)).length,
    notAnalysed: files.length - left.length,
    skipped: left.filter((file) => skipped.has(file)).length,
    objects: report.objects,
    findings: report.findings.length,
    excepted: report.exceptions.reduce((total, { count }) => total + count, 0),
    unaccounted: left.filter((file) => !judged.has(file) && !skipped.has(file)),
    reasons,
    failed: false,
  };
}
