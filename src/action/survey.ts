import type { PullRequest } from '../github/port.ts';
import type { Finding } from '../model/finding.ts';
import { judge } from '../pipeline.ts';
import { composeStanding } from '../report/standing.ts';
import { foldWaivers } from '../waivers/fold.ts';
import { surveyStanding } from '../waivers/standing.ts';
import { readSides } from './collect.ts';
import { resolveHolders } from './collect-consent.ts';
import { emergenciesOf, readLog, waiverEvents } from './log.ts';
import type { Ports } from './ports.ts';
import type { ProtectedBranches } from './protected-branches.ts';

export interface Survey {
  /** Markdown for the job summary. */
  readonly summary: string;
  /** Emergencies that nobody looked at in time: the run is red until somebody does. */
  readonly overdue: readonly string[];
}

/** What no pull request tells of: waivers that have ended, end soon or cover nothing, and emergencies that nobody looked at. */
export async function surveyBranches({ names, loaded }: ProtectedBranches, open: readonly PullRequest[], ports: Ports): Promise<Survey> {
  const log = await readLog(ports, loaded.configuration.evidence.verifierKey);
  const { personOf } = await resolveHolders(loaded, ports);
  const now = ports.now();
  const waivers = foldWaivers(waiverEvents(log.records), now, personOf);
  const findings: Finding[] = [];
  // Nothing is rendered for waivers that are not there.
  if (waivers.some(({ approvals, approvalsNeeded }) => approvals.length >= approvalsNeeded)) {
    for (const name of names) findings.push(...(await findingsOn(name, loaded, ports)));
  }
  const emergencies = emergenciesOf(log.records, personOf);
  const standing = surveyStanding(findings, waivers, emergencies, { now, open: new Set(open.map(({ number }) => number)) });
  return {
    summary: composeStanding(standing, ports.language ?? loaded.configuration.language),
    overdue: standing.overdue.map(({ id }) => id),
  };
}

async function findingsOn(branch: string, configuration: ProtectedBranches['loaded'], ports: Ports): Promise<readonly Finding[]> {
  const tip = await ports.github.branchTip(branch);
  await ports.store.fetchCommits([tip]);
  const { head } = await readSides(tip, tip, ports.store);
  const report = await judge(
    {
      subject: { kind: 'folder', label: branch },
      head,
      changed: new Set(),
      configuration,
      waivers: [],
      approvals: [],
      problems: [],
      assumptions: [],
      language: 'en',
      now: ports.now(),
    },
    ports.policies,
  );
  return report.findings;
}
