import type { FakeGitHub } from '../github/server.ts';
import type { Payload } from '../github/store/store.ts';
import { refAndSha } from './environment.ts';
import { type Contexts, evaluate, truthy } from './expression.ts';
import type { Job } from './workflow-file.ts';

export interface WorkflowOptions {
  readonly github: FakeGitHub;
  /** A file in `examples/workflows`, or the text of a workflow. */
  readonly workflow: string;
  readonly event: string;
  readonly payload: Payload;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** Secrets and variables that only jobs naming the environment see, and only on the default branch. */
  readonly environments?: Readonly<
    Record<string, { readonly secrets?: Readonly<Record<string, string>>; readonly vars?: Readonly<Record<string, string>> }>
  >;
  /** Outputs of steps that are other people's actions, by step id: a token made by `create-github-app-token`, say. */
  readonly steps?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly action?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutSeconds?: number;
}

type Values = Readonly<Record<string, string>>;

export type Needs = Readonly<Record<string, { readonly result: string; readonly outputs: Values }>>;

export function contextsOf(options: WorkflowOptions, job: Job, needs: Needs, fork: boolean, token: string): Contexts {
  const { github, event, payload } = options;
  const { ref, sha } = refAndSha(github, event, payload);
  const sender = payload.sender as { readonly login: string } | undefined;
  const environment = environmentOf(options, job, ref);
  return {
    github: {
      token,
      event: payload,
      event_name: event,
      repository: github.fullName,
      ref,
      sha,
      actor: sender?.login ?? '',
      server_url: github.serverUrl,
    },
    secrets: { ...(fork ? {} : { ...options.secrets, ...environment.secrets }), GITHUB_TOKEN: token },
    vars: { ...options.vars, ...environment.vars },
    needs,
    steps: {},
    failed: false,
  };
}

/** An environment restricted to the default branch, as our examples tell users to make it: elsewhere the job does not get it. */
function environmentOf(
  options: WorkflowOptions,
  job: Job,
  ref: string,
): { secrets?: Readonly<Record<string, string>>; vars?: Readonly<Record<string, string>> } {
  const name = typeof job.environment === 'object' ? job.environment.name : job.environment;
  const onDefault = ref === `refs/heads/${options.github.repository.defaultBranch}`;
  return name === undefined || !onDefault ? {} : (options.environments?.[name] ?? {});
}

/** A condition without a status function has `success()` in front of it. */
export function allowed(condition: string | boolean | undefined, contexts: Contexts): boolean {
  const text = condition === undefined ? 'true' : String(condition).replace(/^\s*\$\{\{([\s\S]*)\}\}\s*$/, '$1');
  const guarded = /\b(always|success|failure|cancelled)\s*\(/.test(text) ? text : `success() && (${text})`;
  return truthy(evaluate(guarded, contexts));
}
