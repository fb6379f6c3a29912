import { readFileSync } from 'node:fs';
import { readPolicyManifest } from '../evaluate/controls.ts';
import { Evaluator } from '../evaluate/evaluator.ts';
import type { Event } from '../event/webhook.ts';
import { parseSignerKey, parseVerifierKey } from '../evidence/key.ts';
import { componentsFrom } from '../exceptions/component.ts';
import { openLogBranches } from '../github/log-branch.ts';
import type { Connection } from '../github/octokit.ts';
import type { GitHub, PullRequest } from '../github/port.ts';
import type { Language } from '../model/control.ts';
import { openEngine } from '../render/engine/open.ts';
import { renderTools } from '../render/root-render.ts';
import { composeSummary } from '../report/summary.ts';
import { composeWorkflowCommands } from '../report/workflow-commands.ts';
import { ObjectStore } from '../source/object-store.ts';
import { conclusionOf } from './announce.ts';
import { takeCommentCommands, takeReviewCommands } from './commands.ts';
import type { Inputs } from './inputs.ts';
import { nothingToDo, type Outcome, undecided } from './outcome.ts';
import type { Ports } from './ports.ts';
import { isProtected, listProtectedBranches, type ProtectedBranches } from './protected-branches.ts';
import { type Recorded, recordChanges } from './record.ts';
import { recordDeployments } from './record-deployments.ts';
import { openRemote } from './remote.ts';
import { type Reviewed, reviewMergeGroup, reviewPullRequest } from './review.ts';
import { joinParts, planReview, renderShard, type Stage } from './shards/stages.ts';
import { type Survey, surveyBranches } from './survey.ts';
import { writeReports } from './write-reports.ts';

export type Handled = Exclude<Event, { kind: 'review-signal' | 'unsupported' }>;

/** A run that has begun: what the runner handed over, and the way to GitHub. */
interface Begun {
  readonly inputs: Inputs;
  readonly connection: Connection;
  readonly github: GitHub;
}

/** Does what an event asks for. All that it takes is loaded with this file, after the first question to GitHub is on its way. */
export async function handle(event: Handled, begun: Begun): Promise<Outcome> {
  const { inputs, github } = begun;
  const { owner, name } = github.repository;
  const store = await ObjectStore.create({
    remote: `${inputs.serverUrl}/${owner}/${name}.git`,
    token: inputs.token,
    environment: inputs.environment,
    temporaryFolder: inputs.temporaryFolder,
  });
  const ports = openPorts(begun, store);
  try {
    return await (inputs.stage === undefined ? answer(event, ports, inputs) : handleStage(event, inputs.stage, ports, inputs));
  } finally {
    await Promise.all([ports.policies.evaluator.stop(), ports.policies.rendering.engine.stop()]);
    await store.close();
  }
}

/** One job of several that review together. */
async function handleStage(event: Handled, stage: Stage, ports: Ports, inputs: Inputs): Promise<Outcome> {
  if (event.kind !== 'pull-request' && event.kind !== 'merge-group') return undecided(`A review is shared out on no ${inputs.eventName}.`);
  if (stage.name === 'plan') return { exit: 0, outputs: await planReview(event, stage, ports) };
  if (stage.name === 'shard') return { exit: 0, outputs: await renderShard(event, stage, inputs.temporaryFolder, ports) };
  const joined = joinParts(stage, ports);
  const outcome = await answer(event, joined, inputs);
  inputs.say(joined.told());
  return outcome;
}

async function answer(event: Handled, ports: Ports, inputs: Inputs): Promise<Outcome> {
  switch (event.kind) {
    case 'pull-request':
      return report(await reviewPullRequest(event.number, ports), 0, inputs);
    case 'merge-group':
      return report(await reviewMergeGroup(event, ports), 0, inputs);
    case 'comment': {
      const { reviewed, records } = await takeCommentCommands(event, ports);
      return { ...report(reviewed, records, inputs), exit: 0 };
    }
    case 'workflow-run': {
      if (event.event === 'deployment_status') return judgeAgain([], await recordAll(await listProtectedBranches(ports), ports), ports);
      let records = 0;
      const open = (await ports.github.pullRequestsOf(event.headSha)).filter(({ state }) => state === 'open');
      for (const pullRequest of open) {
        if (!(await isProtected(pullRequest.baseRef, ports))) continue;
        for (const review of await ports.github.reviews(pullRequest.number))
          records += await takeReviewCommands(pullRequest.number, review, ports);
      }
      return judgeAgain(open, { added: records, left: [] }, ports);
    }
    case 'push': {
      const branch = event.ref.replace(/^refs\/heads\//, '');
      if (!event.ref.startsWith('refs/heads/') || !(await isProtected(branch, ports))) return nothingToDo('Not a protected branch.');
      const before = /^0+$/.test(event.before) ? {} : { before: event.before };
      const push = { branch, by: { id: event.sender.id, login: event.sender.login }, forced: event.forced, ...before };
      const recorded = await recordChanges(await listProtectedBranches(ports), { push }, ports);
      return judgeAgain(await ports.github.openPullRequests(branch), recorded, ports);
    }
    case 'schedule': {
      const branches = await listProtectedBranches(ports);
      const recorded = await recordAll(branches, ports);
      const open: PullRequest[] = [];
      for (const name of branches.names) open.push(...(await ports.github.openPullRequests(name)));
      const judged = await judgeAgain(open, recorded, ports);
      return withSurvey(judged, await surveyBranches(branches, open, ports));
    }
  }
}

/** Changes come first: a deployment can be reported before the push that it is of has its record. */
async function recordAll(branches: ProtectedBranches, ports: Ports): Promise<Recorded> {
  const changes = await recordChanges(branches, {}, ports);
  const deployments = await recordDeployments(branches, ports);
  return { added: changes.added + deployments.added, left: [...changes.left, ...deployments.left] };
}

/** An emergency that nobody looked at in time keeps the scheduled run red. */
function withSurvey(judged: Outcome, { summary, overdue }: Survey): Outcome {
  if (overdue.length === 0) return { ...judged, summary };
  const message = `Not reviewed in time: ${overdue.join(', ')}`;
  return { ...judged, summary, exit: judged.exit === 2 ? 2 : 1, message: [judged.message, message].filter(Boolean).join('. ') };
}

/** Judges pull requests whose ground has moved: the base, a decision, or the time. One that fails is named and does not keep the others waiting. */
async function judgeAgain(pullRequests: readonly PullRequest[], { added, left }: Recorded, ports: Ports): Promise<Outcome> {
  const failed: string[] = [];
  for (const { number } of pullRequests) {
    try {
      await reviewPullRequest(number, ports);
    } catch (error) {
      failed.push(`#${number}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const outputs = { 'evidence-records': String(added) };
  const notJudged = failed.length === 0 ? [] : [`Not judged again: ${failed.join('; ')}`];
  const undone = [...left, ...notJudged];
  return undone.length === 0 ? { exit: 0, outputs } : { exit: 2, outputs, message: undone.join('. ') };
}

function report(reviewed: Reviewed | undefined, records: number, inputs: Inputs): Outcome {
  if (reviewed === undefined) return { ...nothingToDo('Nothing to judge.'), outputs: { 'evidence-records': String(records) } };
  const { report: made, conclusion, posted } = reviewed;
  const exit = conclusion === 'undecided' ? 2 : conclusion === 'passes' ? 0 : 1;
  return {
    exit,
    summary: composeSummary(made, { serverUrl: inputs.serverUrl }),
    ...(posted ? {} : { remarks: composeWorkflowCommands(made, { serverUrl: inputs.serverUrl }) }),
    outputs: {
      conclusion: conclusionOf[conclusion],
      'exit-status': String(exit),
      'findings-count': String(made.verdict.reasons.filter(({ outcome, finding }) => outcome === 'blocks' && finding !== undefined).length),
      'waived-count': String(made.verdict.reasons.filter(({ outcome }) => outcome === 'waived').length),
      ...writeReports(made, inputs.temporaryFolder, { serverUrl: inputs.serverUrl }),
      'evidence-records': String(records),
    },
    ...(exit === 0 ? {} : { message: `tilsyn: ${conclusionOf[conclusion]}` }),
  };
}

function openPorts({ inputs, connection, github }: Begun, store: ObjectStore): Ports {
  const { owner, name } = github.repository;
  const manifest = readPolicyManifest(readFileSync(new URL('./policies.json', import.meta.url), 'utf8'));
  const wasm = readFileSync(new URL('./policies.wasm', import.meta.url));
  const signer = inputs.signingKey === '' ? undefined : parseSignerKey(inputs.signingKey);
  const previous = inputs.previousSigningKey === '' ? undefined : parseSignerKey(inputs.previousSigningKey);
  const verifier = inputs.verifierKey === '' ? undefined : parseVerifierKey(inputs.verifierKey);
  if (signer?.ok === false || previous?.ok === false || verifier?.ok === false)
    throw new Error('A key of the evidence log cannot be read; `tilsyn keygen` makes sound ones.');
  return {
    github,
    branches: openLogBranches(connection.octokit, github.repository),
    store,
    remote: openRemote({ environment: inputs.environment, temporaryFolder: inputs.temporaryFolder }),
    policies: {
      evaluator: new Evaluator({ worker: new URL('./evaluate-worker.js', import.meta.url), wasm }),
      rendering: renderTools(openEngine(new URL('./', import.meta.url))),
      controls: manifest.controls,
      components: componentsFrom(() => readFileSync(new URL('./platform-exceptions.json', import.meta.url), 'utf8')),
      digest: manifest.wasm,
      version: inputs.version,
    },
    ...(signer?.ok ? { signerKey: signer.value } : {}),
    ...(previous?.ok ? { previousSignerKey: previous.value } : {}),
    ...(verifier?.ok ? { verifierKey: verifier.value } : {}),
    ...(inputs.language === 'en' || inputs.language === 'da' ? { language: inputs.language satisfies Language } : {}),
    now: () => new Date().toISOString(),
    runtime: { runId: inputs.runId, attempt: inputs.attempt, workflowRef: inputs.workflowRef, actionVersion: inputs.version },
    detailsUrl: `${inputs.serverUrl}/${owner}/${name}/actions/runs/${inputs.runId}`,
    serverUrl: inputs.serverUrl,
    say: inputs.say,
  };
}
