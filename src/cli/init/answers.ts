import { createInterface } from 'node:readline/promises';
import { textsFor } from '../../i18n/texts.ts';
import type { Language } from '../../model/control.ts';
import { parseAction, parseBranch, parseLanguage } from '../flag-values.ts';

/** What has to be known to set a repository up. */
export interface Answers {
  readonly language: Language;
  /** Branch that pull requests go into. */
  readonly branch: string;
  /** Environment of everything without a label; empty where there are several. */
  readonly environment: string;
  /** `owner/name@commit`; absent where nobody named it. */
  readonly action?: string;
}

export type Known = Partial<Answers>;

/** Somebody at a terminal. Lines that come before they are asked for wait; when no more can come, every answer is empty. */
export interface Person {
  answer(question: string): Promise<string>;
  leave(): void;
}

export function openTerminal(): Person {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const lines = terminal[Symbol.asyncIterator]();
  return {
    async answer(question) {
      process.stderr.write(`${question} `);
      const line = await lines.next();
      return line.done === true ? '' : line.value.trim();
    },
    leave: () => terminal.close(),
  };
}

/** Asks for what no flag said; an empty line takes what stands in brackets. An answer that cannot be is asked for again. */
export async function askForRest(given: Known, guessed: Known, person: Person): Promise<Answers> {
  const ask = async <T>(question: string, preset: string, parse: (answer: string) => T): Promise<T> => {
    for (;;) {
      const answer = await person.answer(`${question} [${preset}]`);
      try {
        return parse(answer === '' ? preset : answer);
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  };
  const language = given.language ?? (await ask('Language / sprog: en, da', guessed.language ?? 'en', parseLanguage));
  const { questions } = textsFor(language).init;
  const branch = given.branch ?? (await ask(questions.branch, guessed.branch ?? 'main', parseBranch));
  const environment = given.environment ?? (await ask(questions.environment, guessed.environment ?? '', (answer) => answer));
  const parse = (answer: string) => (answer === '' ? undefined : parseAction(answer));
  const action = given.action ?? (await ask(questions.action, guessed.action ?? '', parse));
  return { language, branch, environment, ...(action === undefined ? {} : { action }) };
}

/** Without a terminal nothing is asked: what no flag said is what was found, or the default. */
export function takeRest(given: Known, guessed: Known): Answers {
  return { language: 'en', branch: 'main', environment: '', ...guessed, ...given };
}
