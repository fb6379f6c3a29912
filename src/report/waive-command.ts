import type { Finding } from '../model/finding.ts';
import type { Page } from './page.ts';

/** What a command can name without quotes. Kubernetes allows no other names, so an object with another one is hostile or broken. */
const KIND = /^[A-Z][A-Za-z0-9]{0,62}$/;
const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,252}$/;

/** Whether a finding may be waived where it stands, and a command can name it. */
export function isWaivable(finding: Finding, { report }: Page): boolean {
  const control = report.controls.get(finding.control);
  const allowed = control?.waivable.value === true && !report.unwaivable.has(finding.fingerprint);
  return allowed && finding.status === 'fail' && canBeNamed(finding);
}

/** The command that asks for a waiver of this finding, ready but for its reason. */
export function writeWaiveCommand(finding: Finding, { waiverDays }: Page): string {
  const { kind, namespace, name, container } = finding.object;
  const object = namespace === '' ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
  return [
    `/tilsyn waive ${finding.control} --object ${object}`,
    ...(container === undefined ? [] : [`--container ${container}`]),
    `--expires ${waiverDays[finding.severity]}d`,
    // Too short to be taken as it stands: a reason is written by a person.
    '--reason "…"',
  ].join(' ');
}

function canBeNamed({ object: { kind, namespace, name, container } }: Finding): boolean {
  return (
    KIND.test(kind) && NAME.test(name) && (namespace === '' || LABEL.test(namespace)) && (container === undefined || LABEL.test(container))
  );
}
