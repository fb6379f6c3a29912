import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { configurationPath, type LoadedConfiguration, loadConfiguration } from '../config/load.ts';
import { textsFor } from '../i18n/texts.ts';
import type { Language } from '../model/control.ts';
import type { Side } from '../model/side.ts';
import type { Engine } from '../render/engine/engine.ts';
import { inertLines } from '../report/inert.ts';
import { quote } from './flag-values.ts';
import { readFolderSide } from './folder-side.ts';
import { type Answers, askForRest, openTerminal, type Person, takeRest } from './init/answers.ts';
import { composeFound, composeGuidance } from './init/guidance.ts';
import { compareWithDisk, place } from './init/place-files.ts';
import { type PlannedFile, planFiles } from './init/planned-files.ts';
import { findDefaultBranch, findOwnAction, survey } from './init/survey.ts';
import { UsageError } from './usage-error.ts';

export interface InitFlags {
  readonly language?: Language;
  readonly branch?: string;
  readonly environment?: string;
  /** `owner/name@commit` of the release that was reviewed. */
  readonly action?: string;
  readonly verifierKey?: string;
  readonly overwrite?: true;
  readonly dryRun?: true;
  /** Ask nothing, also on a terminal. */
  readonly yes?: true;
}

/**
 * Sets a repository up: workflows, configuration and an empty register, from what it deploys. A file that is there and differs is shown and stays,
 * unless somebody says to overwrite it; a configuration or register that is there stays anyway. Exit status 1 where something was left.
 */
export async function init(folder: string, flags: InitFlags, engine: Engine): Promise<0 | 1> {
  if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true) throw new UsageError(`${quote(folder)} is not a folder`);
  const person = flags.yes === undefined && process.stdin.isTTY && process.stderr.isTTY ? openTerminal() : undefined;
  try {
    return await setUp(folder, flags, engine, person);
  } finally {
    person?.leave();
  }
}

async function setUp(folder: string, flags: InitFlags, engine: Engine, person: Person | undefined): Promise<0 | 1> {
  const side = await readFolderSide(folder);
  const loaded = loadConfiguration(textOf(side));
  const found = await survey(side, loaded.configuration, engine);
  const guessed = await guess(folder, loaded);
  const given = pickGiven(flags);
  const answers = person === undefined ? takeRest(given, guessed) : await askForRest(given, guessed, person);
  write(composeFound(found, answers.language));

  const workflows = JSON.parse(readFileSync(new URL('./workflows.json', import.meta.url), 'utf8')) as Record<string, string>;
  let left = 0;
  for (const file of planFiles(workflows, answers, found, flags.verifierKey)) left += await settle(folder, file, answers, flags, person);
  write(`\n${composeGuidance(answers, flags.verifierKey !== undefined)}`);
  return left === 0 ? 0 : 1;
}

async function guess(folder: string, { present, configuration }: LoadedConfiguration): Promise<Partial<Answers>> {
  const branch = await findDefaultBranch(folder);
  const action = await findOwnAction(fileURLToPath(new URL('.', import.meta.url)));
  return {
    ...(present ? { language: configuration.language } : {}),
    ...(branch === undefined ? {} : { branch }),
    ...(action === undefined ? {} : { action }),
  };
}

function textOf({ files }: Side): string | undefined {
  const file = files.get(configurationPath);
  return file && new TextDecoder().decode(file.bytes);
}

function pickGiven({ language, branch, environment, action }: InitFlags): Partial<Answers> {
  return {
    ...(language === undefined ? {} : { language }),
    ...(branch === undefined ? {} : { branch }),
    ...(environment === undefined ? {} : { environment }),
    ...(action === undefined ? {} : { action }),
  };
}

/** Returns 1 when the file is not as it should be in the end. */
async function settle(folder: string, file: PlannedFile, { language }: Answers, flags: InitFlags, person?: Person): Promise<0 | 1> {
  const texts = textsFor(language).init;
  const standing = compareWithDisk(folder, file);
  const say = (words: string) => write(`  ${file.path}: ${words}\n`);
  if (standing.state === 'same' || standing.state === 'kept' || standing.state === 'blocked') {
    say(texts.states[standing.state]);
    return standing.state === 'blocked' ? 1 : 0;
  }
  if (standing.state === 'differs') {
    write(`\n${inertLines(standing.difference)}\n`);
    const asked = flags.overwrite === undefined && flags.dryRun === undefined ? await person?.answer(texts.questions.overwrite) : undefined;
    if (flags.overwrite === undefined && !/^(?:y|yes|j|ja)$/i.test(asked ?? '')) {
      say(texts.states.differs);
      return 1;
    }
  }
  if (flags.dryRun === undefined) place(folder, file);
  say(flags.dryRun === undefined ? texts.states.written : texts.states.new);
  return 0;
}

function write(text: string): void {
  process.stdout.write(text);
}
