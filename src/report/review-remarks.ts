import type { Finding } from '../model/finding.ts';
import { identityKey } from '../model/object.ts';
import { hasSureLine } from './annotations.ts';
import type { Told } from './implied.ts';

/** Lines of a file that the diff shows: of the head, or, where the change took them away, of the base. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
  readonly side?: 'LEFT';
}

/** Ranges by file; a file without ranges is in the diff and none of its lines can be pointed at. */
export type Hunks = ReadonlyMap<string, readonly LineRange[]>;

/** What is said at one place: on lines of the diff, or on a file. */
export interface Remark {
  readonly path: string;
  /** Absent on a file. */
  readonly at?: { readonly line: number; readonly side: 'RIGHT' | 'LEFT' };
  readonly told: readonly Told[];
}

/**
 * Places what is told: the same fault of one object is told once, at the first of its lines that the diff shows, and all that stands on one line or one
 * file together. What is on neither is left out.
 */
export function placeRemarks(told: readonly Told[], hunks: Hunks): readonly Remark[] {
  const remarks = new Map<string, Remark>();
  for (const fault of groupBy(told, ({ finding }) => faultOf(finding))) {
    const anchor = fault.find(({ finding }) => hunkOf(finding, hunks) !== undefined)?.finding;
    const path = (anchor ?? fault[0]?.finding)?.file;
    if (path === undefined || (anchor === undefined && !hunks.has(path))) continue;
    const at = anchor?.line === undefined ? undefined : { line: anchor.line, side: sideOf(anchor) };
    const key = JSON.stringify([path, at?.side, at?.line]);
    remarks.set(key, { path, ...(at === undefined ? {} : { at }), told: [...(remarks.get(key)?.told ?? []), ...fault] });
  }
  return [...remarks.values()];
}

/** The range of the diff that the line of a finding lies in. */
export function hunkOf(finding: Finding, hunks: Hunks): LineRange | undefined {
  if (!hasSureLine(finding)) return undefined;
  const { file, line } = finding;
  return hunks.get(file)?.find(({ start, end, side = 'RIGHT' }) => side === sideOf(finding) && start <= line && line <= end);
}

function sideOf({ onBase }: Finding): 'RIGHT' | 'LEFT' {
  return onBase === true ? 'LEFT' : 'RIGHT';
}

function faultOf(finding: Finding): string {
  return JSON.stringify([finding.control, finding.messageKey, identityKey(finding.object), finding.file, sideOf(finding)]);
}

/** In the order of first appearance, so the worst come first. */
function groupBy(told: readonly Told[], keyOf: (one: Told) => string): readonly (readonly Told[])[] {
  const groups = new Map<string, Told[]>();
  for (const one of told) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return [...groups.values()];
}
