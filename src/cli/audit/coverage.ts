import { isKind, type LoggedRecord } from '../../evidence/verify/check.ts';
import type { Control } from '../../model/control.ts';
import { isWithin, type Period } from './population.ts';
import type { AuditDocument } from './schema.ts';

const AREAS = [1, 2, 3, 4, 5, 6, 7, 8];

/**
 * By month and area of the guide: what changes brought, mended and left open. A record holds findings and not which controls looked at something, so an
 * area without findings is one in which nothing was found, which the number of its controls puts into proportion.
 */
export function listCoverage(
  records: readonly LoggedRecord[],
  period: Period,
  controls: readonly Pick<Control, 'id' | 'references'>[],
): AuditDocument['coverage'] {
  const areasOf = new Map(controls.map(({ id, references }) => [id, references.guide]));
  const changes = records.filter(isKind('change')).filter(({ record }) => isWithin(record.predicate.mergedAt, period));
  const months = [...new Set(changes.map(({ record }) => record.predicate.mergedAt.slice(0, 7)))].sort();
  return months.flatMap((month) => {
    const judged = changes
      .filter(({ record }) => record.predicate.mergedAt.startsWith(month) && record.predicate.evaluation !== undefined)
      .map(({ record }) => record.predicate);
    const last = judged.toSorted((a, b) => Date.parse(a.mergedAt) - Date.parse(b.mergedAt)).at(-1);
    return AREAS.map((area) => {
      const inArea = ({ control }: { readonly control: string }) => (areasOf.get(control) ?? []).includes(area);
      const all = judged.flatMap(({ evaluation }) => evaluation?.findings ?? []).filter(inArea);
      return {
        month,
        area,
        controls: controls.filter(({ id }) => inArea({ control: id })).length,
        changes: judged.length,
        new: all.filter(({ change }) => change === 'new').length,
        fixed: all.filter(({ change }) => change === 'fixed').length,
        waived: all.filter(({ waiver, change }) => waiver !== undefined && change === 'new').length,
        open:
          last === undefined
            ? null
            : (last.evaluation?.findings ?? []).filter((finding) => inArea(finding) && finding.change !== 'fixed').length,
      };
    });
  });
}
