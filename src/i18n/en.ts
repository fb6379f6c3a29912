import { audit } from './en/audit.ts';
import { commandErrors, commandErrorsHead, commandHelp, commandLine, decisions } from './en/commands.ts';
import { coverage } from './en/coverage.ts';
import { explanation } from './en/explanation.ts';
import { init } from './en/init.ts';
import { lock } from './en/lock.ts';
import { page } from './en/page.ts';
import { problems } from './en/problems.ts';
import { register } from './en/register.ts';
import { report } from './en/report.ts';
import { standing } from './en/standing.ts';
import { next, rows, rowsShown, verdict } from './en/verdict.ts';
import { verification } from './en/verification.ts';
import { words } from './en/words.ts';
import type { Texts } from './keys.ts';

export const en = {
  words,
  verdict,
  rows,
  rowsShown,
  next,
  problems,
  decisions,
  commandErrors,
  commandErrorsHead,
  commandLine,
  commandHelp,
  report,
  register,
  verification,
  explanation,
  audit,
  init,
  standing,
  lock,
  coverage,
  page,
} satisfies Texts;
