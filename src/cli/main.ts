import { Command, CommanderError } from 'commander';
import { nearestWord } from '../config/nearest-word.ts';
import { generateKeys } from '../evidence/keygen.ts';
import type { Report } from '../model/report.ts';
import type { Policies } from '../pipeline.ts';
import type { Engine } from '../render/engine/engine.ts';
import { openEngine } from '../render/engine/open.ts';
import { composeExplanation } from '../report/answer.ts';
import { composeComment } from '../report/comment.ts';
import { check } from './check.ts';
import { demo } from './demo.ts';
import { addFlags, type Flags, oneOf, UsageError, writeOut, writeText } from './flags.ts';
import { loadPolicies, stopPolicies } from './policies.ts';
import { type RenderFlags, render } from './render.ts';
import { review } from './review.ts';
import { type VerifyFlags, verify } from './verify.ts';

/** Runs one command line and gives its exit status: 0 passes, 1 blocked, 2 could not decide. Whatever goes wrong is 2. */
export async function runCli(argv: readonly string[]): Promise<number> {
  let exit = 2;
  const program = new Command('tilsyn')
    .description('Judges what would be deployed to Kubernetes by the controls of the Danish health sector.')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) });

  addFlags(program.command('check [path]').description('judge everything under a folder')).action(
    async (path: string | undefined, flags: Flags) => {
      exit = await withPolicies(flags, (policies) => check(path ?? '.', flags, policies));
    },
  );
  addFlags(
    program.command('review').description('what the bot would say of a change').requiredOption('--base <ref>', 'what to compare with'),
  )
    .option('--head <ref>', 'what to judge', 'HEAD')
    .action(async (flags: Flags & { base: string; head: string }) => {
      exit = await withPolicies(flags, (policies) => review('.', flags.base, flags.head, flags, policies));
    });
  program
    .command('render [path]')
    .description('the manifests that a folder would deploy, and where each comes from')
    .option('--roots', 'list what is deployed from where instead, and what is left out')
    .option('--diff <ref>', 'show how they differ from a commit instead, object by object')
    .option('--format <format>', 'text|json', (value) => oneOf(value, ['text', 'json']), 'text')
    .option('--output <file>', 'write to a file')
    .option('--config <file>', 'configuration to use instead of the one found')
    .option('--language <language>', 'en or da')
    .option('--kube-version <version>', 'Kubernetes version to render for, such as 1.35')
    .action(async (path: string | undefined, flags: RenderFlags) => {
      exit = await withEngine(async (engine) => {
        const done = await render(path ?? '.', flags, engine);
        writeText(done.text, flags.output);
        return done.exit;
      });
    });
  addFlags(program.command('demo').description('judge the bad pull request of a small example')).action(async (flags: Flags) => {
    exit = await withPolicies(flags, (policies) => demo(flags, policies));
  });
  program
    .command('explain <control>')
    .description('what a control asks, and why')
    .option('--language <language>', 'en or da', 'en')
    .action((control: string, { language }: { language: string }) => {
      exit = explain(control, language);
    });
  program
    .command('verify [clone]')
    .description('verify the evidence log of a local clone')
    .requiredOption('--key <key>', 'verifier key of the log')
    .option('--log <ref>', 'branch of the log', 'tilsyn-log')
    .option('--branch <ref>', 'protected branch, to prove that no change lacks a record')
    .option('--branch-repo <clone>', 'clone that has the protected branch, when it is another')
    .option('--checkpoint <file>', 'an earlier checkpoint, to prove that nothing was cut off or rewritten')
    .option('--now <instant>', 'instant to verify at, ISO 8601')
    .action(async (clone: string | undefined, flags: VerifyFlags) => {
      const done = await verify(clone ?? '.', flags);
      process.stdout.write(done.text);
      exit = done.exit;
    });
  program
    .command('keygen')
    .description('make a key pair for an evidence log')
    .requiredOption('--name <name>', 'name of the key, for example tilsyn.example.org')
    .action(({ name }: { name: string }) => {
      const keys = generateKeys(name);
      if (!keys.ok) throw new UsageError(`\`${name}\` cannot name a key: no spaces and no plus sign`);
      process.stdout.write(`Signing key (a secret): ${keys.value.signer}\nVerifier key:           ${keys.value.verifier}\n`);
      exit = 0;
    });

  try {
    await program.parseAsync(argv);
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`tilsyn: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

async function withPolicies(flags: Flags, make: (policies: Policies) => Promise<Report>): Promise<number> {
  const policies = loadPolicies();
  try {
    const report = await make(policies);
    writeOut(report, flags);
    const inTerminal = flags.format === 'text' && flags.output === undefined && report.subject.kind === 'revision';
    if (inTerminal) process.stdout.write(`\n${'-'.repeat(80)}\n${composeComment(report)}\n`);
    return report.verdict.exit;
  } finally {
    await stopPolicies(policies);
  }
}

async function withEngine(use: (engine: Engine) => Promise<number>): Promise<number> {
  const engine = openEngine(new URL('./', import.meta.url));
  try {
    return await use(engine);
  } finally {
    await engine.stop();
  }
}

function explain(id: string, language: string): number {
  if (language !== 'en' && language !== 'da') throw new UsageError(`\`${language}\` is neither en nor da`);
  const policies = loadPolicies();
  const control = policies.controls.find((one) => one.id === id.toUpperCase());
  if (control === undefined) {
    const near = nearestWord(
      id.toUpperCase(),
      policies.controls.map((one) => one.id),
    );
    throw new UsageError(`there is no control \`${id}\`${near === undefined ? '' : `; did you mean \`${near}\`?`}`);
  }
  process.stdout.write(`${composeExplanation(control, language)}\n`);
  return 0;
}
