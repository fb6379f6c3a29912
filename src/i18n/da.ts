import { audit } from './da/audit.ts';
import { commandErrors, commandErrorsHead, commandHelp, commandLine, decisions } from './da/commands.ts';
import { coverage } from './da/coverage.ts';
import { explanation } from './da/explanation.ts';
import { init } from './da/init.ts';
import { lock } from './da/lock.ts';
import { page } from './da/page.ts';
import { problems } from './da/problems.ts';
import { register } from './da/register.ts';
import { report } from './da/report.ts';
import { standing } from './da/standing.ts';
import { next, rows, rowsShown, verdict } from './da/verdict.ts';
import { verification } from './da/verification.ts';
import { words } from './da/words.ts';
import type { Texts } from './keys.ts';

export const da = {
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
