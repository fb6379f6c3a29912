import { setTimeout } from 'node:timers/promises';
import { readEvent } from '../event/webhook.ts';
import { openGitHub } from '../github/client.ts';
import { connect } from '../github/octokit.ts';
import { askAhead } from './ask-ahead.ts';
import type { Handled } from './handle.ts';
import type { Inputs } from './inputs.ts';
import { nothingToDo, type Outcome, undecided } from './outcome.ts';

/** Milliseconds in which the client, which spaces its requests by timers, has sent the first. */
const TO_SEND = 30;

/** One run of the action: what happened decides the job, and every doubt ends as a failure. */
export async function run(inputs: Inputs): Promise<Outcome> {
  const read = readEvent(inputs.eventName, inputs.payload);
  if (!read.ok) return undecided(`The event ${read.name} lacks ${read.errors.map(({ field }) => field).join(', ')}.`);
  const { event } = read;
  if (event.kind === 'review-signal') return nothingToDo('A signal only: its end starts the workflow that does the work.');
  if (event.kind === 'unsupported') return undecided(`This version does nothing on the event ${inputs.eventName}.`);
  if (event.kind === 'comment' && !/^\/tilsyn\b/m.test(event.body)) return nothingToDo('No command in the comment.');

  const repository = repositoryOf(event, inputs);
  const pace = Number(inputs.environment.TILSYN_API_PACE ?? '');
  const connection = connect({ token: inputs.token, apiUrl: inputs.apiUrl, warn: inputs.say, ...(pace > 0 ? { retryUnit: pace } : {}) });
  // The first answer is under way while all that judges is loaded.
  const github = askAhead(event, openGitHub(connection, repository));
  await setTimeout(TO_SEND);
  const { handle } = await import('./handle.ts');
  return handle(event, { inputs, connection, github });
}

/** A scheduled run's payload names the repository only in the environment of the runner. */
function repositoryOf(event: Handled, { environment }: Inputs): { readonly id: number; readonly owner: string; readonly name: string } {
  if ('repository' in event && event.repository !== undefined) return event.repository;
  const [owner = '', name = ''] = (environment.GITHUB_REPOSITORY ?? '').split('/');
  return { id: Number(environment.GITHUB_REPOSITORY_ID), owner, name };
}
