import type { Event } from '../event/webhook.ts';
import type { GitHub, PullRequest } from '../github/port.ts';

/** Asks what the answer to an event begins with, before anybody is there to ask. Whoever asks it first gets that answer, good or bad; later ones ask anew. */
export function askAhead(event: Event, github: GitHub): GitHub {
  if (event.kind !== 'pull-request') {
    ignoreFailure(github.defaultBranch());
    return github;
  }
  let asked: Promise<PullRequest> | undefined = github.pullRequest(event.number);
  ignoreFailure(asked);
  return {
    ...github,
    pullRequest(number) {
      const known = number === event.number ? asked : undefined;
      if (known !== undefined) asked = undefined;
      return known ?? github.pullRequest(number);
    },
  };
}

/** A failure is told to whoever waits for the answer; until somebody does, it must not end the process. */
function ignoreFailure(answer: Promise<unknown>): void {
  answer.catch(() => undefined);
}
