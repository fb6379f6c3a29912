import type { PlacedFinding } from '../evaluate/findings.ts';
import { type ExceptedSide, exceptFindings } from '../exceptions/except.ts';
import { locateFindings } from '../locate/locate.ts';
import type { ExceptedFinding } from '../model/exception.ts';
import type { Finding } from '../model/finding.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Side } from '../model/side.ts';
import type { Case, Policies } from './case.ts';

/** The exceptions' power comes from the base, as all configuration does; the head's own objects only have to fit. */
export function except(
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
export function openOnBase(base: ExceptedSide, head: ExceptedSide): readonly Finding[] {
  const still = new Set(head.excepted.map(({ finding }) => finding.fingerprint));
  return base.kept.map(({ finding }) => finding).filter(({ fingerprint }) => !still.has(fingerprint));
}

export function locateExcepted({ excepted }: ExceptedSide, placed: readonly PlacedFinding[], { files }: Side): readonly ExceptedFinding[] {
  const located = locateFindings(placed, files);
  return excepted.map((one, index) => ({ ...one, finding: located[index] ?? one.finding }));
}
