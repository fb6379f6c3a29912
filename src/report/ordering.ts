import type { Severity } from '../model/control.ts';
import type { Finding } from '../model/finding.ts';

const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** Worst first, then by place and name; byte order, so that no locale changes a report. */
export function byWeight(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    // What somebody can correct at a line comes before what has none.
    compare(a.file ?? '\u{10FFFF}', b.file ?? '\u{10FFFF}') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compare(a.control, b.control) ||
    compare(a.path, b.path) ||
    compare(a.fingerprint, b.fingerprint)
  );
}

export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function worstSeverity(findings: readonly Finding[]): Severity {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'low';
}
