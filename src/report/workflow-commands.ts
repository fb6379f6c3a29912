import { sayCount } from '../i18n/texts.ts';
import type { Report } from '../model/report.ts';
import { annotate } from './annotations.ts';
import { plain } from './media.ts';
import { openPage, type Surroundings } from './page.ts';

/** GitHub shows ten errors and ten warnings of a step and drops the rest in silence. */
const MOST_OF_A_LEVEL = 10;

export interface WorkflowCommand {
  readonly level: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly message: string;
}

export interface WorkflowCommands {
  readonly commands: readonly WorkflowCommand[];
  readonly rest: number;
  /** Says how many are not shown and where they are; empty when all are. */
  readonly note: string;
}

/** New findings as annotations of the log, for tokens that may write neither checks nor comments. The values are not yet escaped for the runner. */
export function composeWorkflowCommands(report: Report, around: Surroundings = {}): WorkflowCommands {
  const page = openPage(report, plain, around);
  const all = annotate(page).map(
    ({ level, path, startLine, title, message }): WorkflowCommand => ({
      level: level === 'failure' ? 'error' : 'warning',
      file: path,
      line: startLine,
      title,
      message,
    }),
  );
  const commands = (['error', 'warning'] as const).flatMap((level) => all.filter((one) => one.level === level).slice(0, MOST_OF_A_LEVEL));
  const { blocking, awaiting, warning } = page.outcomes;
  const rest = Math.max(0, Math.max(all.length, blocking.length + awaiting.length + warning.length) - commands.length);
  return { commands, rest, note: rest === 0 ? '' : sayCount(page.texts.report.workflowRest, rest, {}, plain, page.language) };
}
