import { type ChangeConfiguration, loadForChange } from '../config/of-change.ts';
import type { Case } from '../pipeline/case.ts';
import { completeCase } from '../pipeline/complete.ts';
import { readSides } from './collect.ts';
import type { Ports } from './ports.ts';

export interface CollectedCommit {
  readonly given: Case;
  readonly rules: ChangeConfiguration;
}

/**
 * A commit of the protected branch against its first parent, judged by the rules that were in force before it. What those rules had against the change
 * is told again: whoever merged past it must not find it forgotten in the record.
 */
export async function collectCommit(sha: string, parent: string, ports: Ports): Promise<CollectedCommit> {
  await ports.store.fetchCommits([parent, sha]);
  const { base, head, changed } = await readSides(parent, sha, ports.store);
  const rules = loadForChange(base, head);
  const given: Case = {
    subject: { kind: 'revision', base: { label: parent.slice(0, 12), sha: parent }, head: { label: sha.slice(0, 12), sha } },
    base,
    head,
    changed,
    configuration: rules.inForce,
    waivers: [],
    approvals: [],
    problems: rules.problems,
    assumptions: rules.assumptions,
    language: ports.language ?? rules.inForce.configuration.language,
    now: ports.now(),
  };
  return { given: await completeCase(given, ports.policies, ports.remote), rules };
}
