import type { WorkflowCommands } from '../report/workflow-commands.ts';

export interface Outcome {
  readonly exit: 0 | 1 | 2;
  readonly outputs: Readonly<Record<string, string>>;
  /** Markdown for the job summary. */
  readonly summary?: string;
  /** Findings for the job's own log, where the token may write nothing else. */
  readonly remarks?: WorkflowCommands;
  /** What to say in red when the job fails. */
  readonly message?: string;
}

export function undecided(message: string): Outcome {
  return { exit: 2, outputs: { 'exit-status': '2' }, message };
}

export function nothingToDo(message: string): Outcome {
  return { exit: 0, outputs: {}, summary: `${message}\n` };
}
