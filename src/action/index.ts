import { readFileSync } from 'node:fs';
import * as core from '@actions/core';
import type { Inputs } from './inputs.ts';
import { run } from './main.ts';

declare const TILSYN_VERSION: string;

function readInputs(environment: NodeJS.ProcessEnv): Inputs {
  const token = core.getInput('github-token', { required: true });
  core.setSecret(token);
  const signingKey = core.getInput('evidence-signing-key');
  const previousSigningKey = core.getInput('evidence-previous-signing-key');
  for (const key of [signingKey, previousSigningKey]) if (key !== '') core.setSecret(key);
  return {
    token,
    signingKey,
    previousSigningKey,
    verifierKey: core.getInput('evidence-verifier-key'),
    language: core.getInput('language'),
    eventName: environment.GITHUB_EVENT_NAME ?? '',
    payload: JSON.parse(readFileSync(environment.GITHUB_EVENT_PATH ?? '', 'utf8')) as unknown,
    apiUrl: environment.GITHUB_API_URL ?? 'https://api.github.com',
    serverUrl: environment.GITHUB_SERVER_URL ?? 'https://github.com',
    temporaryFolder: environment.RUNNER_TEMP ?? '',
    environment,
    runId: Number(environment.GITHUB_RUN_ID ?? 1),
    attempt: Number(environment.GITHUB_RUN_ATTEMPT ?? 1),
    workflowRef: environment.GITHUB_WORKFLOW_REF ?? 'unknown',
    version: TILSYN_VERSION,
    ...readStage(),
    say: (line) => core.info(line),
  };
}

function readStage(): Pick<Inputs, 'stage'> {
  const name = core.getInput('stage');
  if (name === '') return {};
  if (name !== 'plan' && name !== 'shard' && name !== 'gate') throw new Error('The input `stage` is plan, shard or gate.');
  const numbers = { most: Number(core.getInput('shards')), shard: Number(core.getInput('shard') || 1) };
  if (!Object.values(numbers).every((number) => Number.isInteger(number) && number >= 1 && number <= 256))
    throw new Error('The inputs `shards` and `shard` are numbers from 1 to 256.');
  return { stage: { name, ...numbers, plan: core.getInput('plan'), parts: core.getInput('parts') } };
}

try {
  const { exit, outputs, summary, remarks, message } = await run(readInputs(process.env));
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  if (summary !== undefined) await core.summary.addRaw(summary).write();
  for (const { level, file, line, title, message: text } of remarks?.commands ?? []) {
    const remark = level === 'error' ? core.error : core.warning;
    remark(text, { file, startLine: line, title });
  }
  if (remarks !== undefined && remarks.note !== '') core.info(remarks.note);
  if (message !== undefined) core.error(message);
  process.exitCode = exit;
} catch (error) {
  core.setFailed(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
