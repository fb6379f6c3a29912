import type { Finding } from '../model/finding.ts';

/** One object as a command names it: `kind` may carry its API group behind a dot; without a container the whole object is meant. */
export interface ObjectName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly container?: string;
}

/** `Kind/namespace/name`, or `Kind/name`, with the container where one was named. */
export function nameSubject({ kind, namespace, name, container }: ObjectName): string {
  return [kind, ...(namespace === '' ? [] : [namespace]), name].join('/') + (container === undefined ? '' : ` (${container})`);
}

/** Whether a finding lies at the object that a subject names, in whatever cluster. */
export function isAtSubject({ object }: Finding, subject: string): boolean {
  const { kind, group, namespace, name, container } = object;
  return [kind, `${kind}.${group}`].some((word) => {
    const whole = { kind: word, namespace, name };
    return nameSubject(whole) === subject || (container !== undefined && nameSubject({ ...whole, container }) === subject);
  });
}
