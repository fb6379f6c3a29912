import { judgeApprovals, judgeConditionalApprovals, judgeSecurityApproval } from '../approvals/judge.ts';
import { configurationPath, loadConfiguration } from '../config/load.ts';
import { loadForChange } from '../config/of-change.ts';
import { selectPaths } from '../discover/manifest-paths.ts';
import { mergeReads, selectNamed } from '../discover/read-deployable.ts';
import type { PullRequest } from '../github/port.ts';
import type { Problem } from '../model/root.ts';
import type { Side } from '../model/side.ts';
import type { Case } from '../pipeline/case.ts';
import { completeCase } from '../pipeline/complete.ts';
import { selectEvidence, withEvidence } from '../register/evidence-paths.ts';
import { mergeTrees } from '../source/merge-trees.ts';
import type { ObjectStore } from '../source/object-store.ts';
import { readTogether } from '../source/read-together.ts';
import { changedPaths } from '../source/tree.ts';
import { foldWaivers } from '../waivers/fold.ts';
import { collectApprovalCase, collectMakers, type Holders, type Makers, resolveHolders, strangersTold } from './collect-consent.ts';
import { emergenciesOf, readLog, waiverEvents } from './log.ts';
import type { Ports } from './ports.ts';

/** A pull request as it was found, ready to be judged, and what decisions on it need to know. */
export interface Collected {
  readonly pullRequest: PullRequest;
  readonly given: Case;
  readonly makers: Makers;
  readonly holders: Holders;
  /** Paths whose lines in the merged tree are not those of the head. */
  readonly shifted: ReadonlySet<string>;
}

/**
 * Reads everything that the judgement of a pull request rests on. Judged is the head as merged onto the tip of the protected base; compared with is
 * that tip, so that what others have mended or broken since is neither credited nor charged. All power comes from the tip.
 */
export async function collectPullRequest(pullRequest: PullRequest, ports: Ports): Promise<Collected> {
  const { github, store } = ports;
  const baseSha = await github.branchTip(pullRequest.baseRef);
  const comparison = await github.compare(baseSha, pullRequest.headSha);
  const { mergeBase } = comparison;
  await store.fetchCommits([...new Set([baseSha, pullRequest.headSha, mergeBase])]);
  const trees = await readTrees(baseSha, pullRequest.headSha, mergeBase, ports);
  const rules = loadForChange(trees.base, trees.head);
  const configuration = rules.inForce;
  const problems: Problem[] = [...trees.problems, ...rules.problems];

  const makers = await collectMakers(pullRequest, ports, comparison);
  problems.push(...makers.problems);
  const log = await readLog(ports, configuration.configuration.evidence.verifierKey);
  problems.push(...log.problems);
  const holders = await resolveHolders(configuration, ports);
  const approvalCase = await collectApprovalCase(
    pullRequest,
    makers,
    { rules, holders, changed: trees.changed, records: log.records },
    ports,
  );
  const { owner, name, id } = github.repository;
  const given: Case = {
    subject: {
      kind: 'pull-request',
      repository: { id, owner, name },
      number: pullRequest.number,
      author: pullRequest.author,
      headSha: pullRequest.headSha,
      baseRef: pullRequest.baseRef,
      baseSha,
      mergeBaseSha: mergeBase,
    },
    base: trees.base,
    head: trees.head,
    changed: trees.changed,
    configuration,
    waivers: foldWaivers(waiverEvents(log.records), ports.now(), holders.personOf),
    emergencies: emergenciesOf(log.records, holders.personOf).filter((one) => one.pullRequest === pullRequest.number),
    approvals: judgeApprovals(approvalCase),
    security: judgeSecurityApproval(approvalCase),
    conditional: judgeConditionalApprovals(approvalCase),
    problems,
    assumptions: [
      ...rules.assumptions,
      ...strangersTold(holders),
      ...(log.readable ? [] : [{ code: 'no-log-key' as const, params: {} }]),
      ...makers.assumptions,
    ],
    language: ports.language ?? configuration.configuration.language,
    now: ports.now(),
  };
  return {
    pullRequest,
    makers,
    holders,
    shifted: trees.shifted,
    given: await completeCase(given, ports.policies, ports.remote),
  };
}

interface Trees {
  readonly base: Side;
  readonly head: Side;
  readonly changed: ReadonlySet<string>;
  readonly shifted: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

const nothing: Side = { files: new Map(), problems: [] };

async function readTrees(baseSha: string, headSha: string, mergeBase: string, { store }: Ports): Promise<Trees> {
  const merged = await mergeTrees(store, baseSha, headSha, mergeBase);
  if (merged.conflicts !== undefined) {
    const problem: Problem = { code: 'merge-conflict', params: { files: merged.conflicts.slice(0, 10).join(', ') } };
    return { base: nothing, head: nothing, changed: new Set(), shifted: new Set(), problems: [problem] };
  }
  return { ...(await readSides(baseSha, merged.tree, store)), shifted: new Set(merged.differsFromHead), problems: [] };
}

/**
 * Reads what may bear on what is deployed of two trees, in one fetch, and in a second one what kustomizations and registers name besides, where they
 * do.
 */
export async function readSides(
  baseTreeish: string,
  headTreeish: string,
  store: ObjectStore,
): Promise<Pick<Trees, 'base' | 'head' | 'changed'>> {
  const baseTree = store.tree(baseTreeish);
  const headTree = store.tree(headTreeish);
  const [baseList, headList] = [await baseTree.list(), await headTree.list()];
  const [base = nothing, head = nothing] = await readTogether(store, [
    { tree: baseTree, paths: selectPaths(baseList.entries) },
    { tree: headTree, paths: selectPaths(headList.entries) },
  ]);
  const { path } = loadConfiguration(textOf(base, configurationPath)).configuration.register;
  const evidence = [selectEvidence(baseList.entries, base, path), selectEvidence(headList.entries, head, path)] as const;
  const further = [
    { tree: baseTree, paths: selectNamed(baseList.entries, base) },
    { tree: headTree, paths: selectNamed(headList.entries, head) },
    { tree: baseTree, paths: evidence[0] },
    { tree: headTree, paths: evidence[1] },
  ];
  const [baseMore = nothing, headMore = nothing, baseEvidence, headEvidence] = further.some(({ paths }) => paths.length > 0)
    ? await readTogether(store, further)
    : [];
  return {
    base: withEvidence(mergeReads(baseList.problems, [base, baseMore]), baseEvidence),
    head: withEvidence(mergeReads(headList.problems, [head, headMore]), headEvidence),
    changed: new Set(changedPaths(baseList.entries, headList.entries)),
  };
}

export function textOf(side: Side, path: string): string | undefined {
  const file = side.files.get(path);
  return file === undefined ? undefined : new TextDecoder().decode(file.bytes);
}
