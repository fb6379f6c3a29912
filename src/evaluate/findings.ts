import type { Control } from '../model/control.ts';
import type { Finding, Violation } from '../model/finding.ts';
import type { RenderedObject } from '../model/object.ts';
import { writePath } from './field-path.ts';
import { fingerprint } from './fingerprint.ts';

/** A finding together with the object that it was made from, which alone knows where it was read. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly object: RenderedObject;
}

/** Violations as findings, without a line: that is `locate`'s. Their order is that of the objects, then control and path. */
export function makeFindings(
  violations: readonly Violation[],
  objects: readonly RenderedObject[],
  controls: readonly Control[],
): readonly PlacedFinding[] {
  const byId = new Map(controls.map((control) => [control.id, control]));
  const ordered = violations.map((violation) => ({ violation, path: writePath(violation.path) })).sort(byObject);
  return ordered.map(({ violation, path }) => {
    const object = objects[violation.object];
    const control = byId.get(violation.control);
    if (object === undefined || control === undefined) throw new Error(`${violation.control} speaks of object ${violation.object}`);
    return { finding: makeFinding(violation, path, object, control), object };
  });
}

interface Ordered {
  readonly violation: Violation;
  readonly path: string;
}

function byObject(left: Ordered, right: Ordered): number {
  return (
    left.violation.object - right.violation.object ||
    compareText(left.violation.control, right.violation.control) ||
    compareText(left.path, right.path) ||
    compareText(left.violation.messageKey, right.violation.messageKey)
  );
}

/** By code unit: the order must not depend on the machine's language. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function makeFinding(violation: Violation, path: string, object: RenderedObject, control: Control): Finding {
  return {
    fingerprint: fingerprint(violation, object),
    control: control.id,
    severity: control.severity,
    status: violation.status,
    object: { ...object.identity, ...(violation.container === undefined ? {} : { container: violation.container }) },
    path,
    messageKey: violation.messageKey,
    params: violation.params,
    precision: 'none',
    root: object.root,
    via: object.via,
    ...(violation.impliedBy === undefined ? {} : { impliedBy: violation.impliedBy }),
    references: control.references,
  };
}
