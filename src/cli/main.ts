import { Command, CommanderError } from 'commander';
import { generateKeys } from '../evidence/keygen.ts';
import type { Report } from '../model/report.ts';
import type { Policies } from '../pipeline/case.ts';
import type { Engine } from '../render/engine/engine.ts';
import { composeComment } from '../report/comment.ts';
import { SECTIONS } from './audit/tables.ts';
import { type AuditFlags, audit } from './audit.ts';
import { check } from './check.ts';
import { wantsColour } from './colour.ts';
import { demo } from './demo.ts';
import { type EraseFlags, erase } from './erase.ts';
import { type ExplainFlags, explain } from './explain.ts';
import {
  chooseOne,
  parseAction,
  parseBranch,
  parseCount,
  parseInstant,
  parseInstantOf,
  parseJobs,
  parseKubernetesVersion,
  parseLanguage,
  parseRepositoryId,
  quote,
} from './flag-values.ts';
import { addFlags, type Flags, writeOut } from './flags.ts';
import { type InitFlags, init } from './init.ts';
import { writeJson } from './json-text.ts';
import { type LockFlags, lock } from './lock.ts';
import { loadEngine, loadPolicies, readControls, stopPolicies, tilsynVersion } from './policies.ts';
import { openOwnRemote } from './remote.ts';
import { type RenderFlags, render } from './render.ts';
import { type Revisions, review } from './review.ts';
import { UsageError } from './usage-error.ts';
import { writeVerification } from './verification-document.ts';
import { composeVerification } from './verification-text.ts';
import { type Verified, type VerifyFlags, verify } from './verify.ts';
import { writeOutput } from './write-output.ts';

type Exit = 0 | 1 | 2;

/** Runs one command line and gives its exit status: 0 passes, 1 blocked, 2 could not decide. Whatever goes wrong is 2. */
export async function runCli(argv: readonly string[]): Promise<Exit> {
  let exit: Exit = 2;
  const program = makeProgram((status) => {
    exit = status;
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

function makeProgram(end: (exit: Exit) => void): Command {
  const program = new Command('tilsyn')
    .description('Judges what would be deployed to Kubernetes by the controls of the Danish health sector.')
    .version(tilsynVersion(), '--version', 'print the version')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) });

  addFlags(program.command('check [path]').description('judge everything under a folder')).action(
    async (path: string | undefined, flags: Flags) =>
      end(await withPolicies(flags, (policies) => check(path ?? '.', flags, policies, openOwnRemote(flags)))),
  );
  addFlags(
    program.command('review').description('what the bot would say of a change').requiredOption('--base <ref>', 'what to compare with'),
  )
    .option('--head <ref>', 'what to judge', 'HEAD')
    .action(async (flags: Flags & Revisions) =>
      end(await withPolicies(flags, (policies) => review('.', flags, flags, policies, openOwnRemote(flags)))),
    );
  program
    .command('render [path]')
    .description('the manifests that a folder would deploy, and where each comes from')
    .option('--roots', 'list what is deployed from where instead, and what is left out')
    .option('--diff <ref>', 'show how they differ from a commit instead, object by object')
    .option('--format <format>', 'text|json', (value) => chooseOne('--format', value, ['text', 'json']), 'text')
    .option('--output <file>', 'write it to a file')
    .option('--config <file>', 'configuration to use instead of the one found')
    .option('--language <language>', 'en|da', parseLanguage)
    .option('--kube-version <version>', 'Kubernetes version to render for, such as 1.35', parseKubernetesVersion)
    .option('--jobs <count>', 'how many charts and kustomizations are rendered at once, each in up to 512 MiB; else 2', parseJobs)
    .option('--offline', 'take remote sources from the cache alone')
    .action(async (path: string | undefined, flags: RenderFlags) =>
      end(
        await withEngine(async (engine) => {
          const done = await render(path ?? '.', flags, engine, openOwnRemote(flags));
          writeOutput(done.text, flags.output);
          return done.exit;
        }, flags.jobs),
      ),
    );
  program
    .command('lock [path]')
    .description('write what remote sources stand for to .github/tilsyn.lock.yaml')
    .option('--check', 'say whether it is current, and write nothing')
    .option('--update', 'look up again what is locked already')
    .option('--language <language>', 'en|da', parseLanguage)
    .action(async (path: string | undefined, flags: LockFlags) =>
      end(
        await withEngine(async (engine) => {
          const done = await lock(path ?? '.', flags, engine, openOwnRemote({}));
          writeOutput(done.text, undefined);
          return done.exit;
        }),
      ),
    );
  addFlags(program.command('demo').description('judge the bad pull request of a small example')).action(async (flags: Flags) =>
    end(await withPolicies(flags, (policies) => demo(flags, policies))),
  );
  program
    .command('init [path]')
    .description('set a repository up: workflows, configuration, register, and what to click on GitHub')
    .option('--language <language>', 'en|da', parseLanguage)
    .option('--branch <name>', 'branch that pull requests go into; else the default branch of the clone', parseBranch)
    .option('--environment <name>', 'environment of everything in this repository that no label names')
    .option('--action <owner/name@commit>', 'the release that was reviewed; else the clone that this command lies in', parseAction)
    .option('--verifier-key <key>', 'verifier key of the evidence log, as `keygen` prints it')
    .option('--overwrite', 'write files that are there and differ, after showing how')
    .option('--dry-run', 'write nothing')
    .option('--yes', 'ask nothing')
    .action(async (path: string | undefined, flags: InitFlags) => end(await withEngine((engine) => init(path ?? '.', flags, engine))));
  program
    .command('explain [control]')
    .description('what a control asks, and why; without one, the list of all')
    .option('--format <format>', 'text|json|markdown', (value) => chooseOne('--format', value, ['text', 'json', 'markdown']), 'text')
    .option('--language <language>', 'en|da', parseLanguage, 'en')
    .option('--output <file>', 'write it to a file')
    .action((control: string | undefined, flags: ExplainFlags) => {
      writeOutput(explain(control, readControls(), flags), flags.output);
      end(0);
    });
  program
    .command('verify [clone]')
    .description('verify the evidence log of a local clone')
    .requiredOption('--key <key>', 'verifier key of the log; again for one that took the place of a lost one', collect)
    .option('--log <ref>', 'branch of the log', 'tilsyn-log')
    .option('--branch <ref>', 'protected branch, to prove that no change lacks a record; again for each', collect)
    .option('--branch-repo <clone>', 'clone that has the protected branch, when it is another')
    .option('--checkpoint <file>', 'an earlier checkpoint, to prove that nothing was cut off or rewritten')
    .option('--since <file>', 'the checkpoint of the last verification: look at the rules from there on')
    .option('--re-render [count]', 'judge the changes, or so many of the newest, again and compare', (value) =>
      parseCount('--re-render', value),
    )
    .option('--repository-id <number>', 'number of the repository, to prove that the log is its own', parseRepositoryId)
    .option('--now <instant>', 'instant to verify at, ISO 8601', parseInstant)
    .option('--format <format>', 'text|json', (value) => chooseOne('--format', value, ['text', 'json']), 'text')
    .option('--language <language>', 'en|da', parseLanguage, 'en')
    .option('--output <file>', 'write the result to a file')
    .action(async (clone: string | undefined, flags: VerifyFlags) => {
      const { reRender } = flags as { reRender?: number | true };
      const count = reRender === true ? Number.POSITIVE_INFINITY : reRender;
      const { reRender: _, ...given } = flags;
      const verified = await verify(clone ?? '.', count === undefined ? given : { ...given, reRender: count });
      writeOutput(composeVerified(verified, flags), flags.output);
      end(verified.exit);
    });
  program
    .command('audit [clone]')
    .description('what an auditor asks of the evidence log: population, segregation of duties, registers, sample')
    .requiredOption('--key <key>', 'verifier key of the log; again for one that took the place of a lost one', collect)
    .requiredOption('--from <instant>', 'beginning of the period, ISO 8601', (value) => parseInstantOf('--from', value))
    .option('--to <instant>', 'end of the period, not included; else now', (value) => parseInstantOf('--to', value))
    .option('--log <ref>', 'branch of the log', 'tilsyn-log')
    .option('--branch <ref>', 'protected branch, to prove that the population is complete; again for each', collect)
    .option('--branch-repo <clone>', 'clone that has the protected branch, when it is another')
    .option('--checkpoint <file>', 'an earlier checkpoint, to prove that nothing was cut off or rewritten')
    .option('--repository-id <number>', 'number of the repository, to prove that the log is its own', parseRepositoryId)
    .option('--sample <count>', 'how many changes to draw', (value) => parseCount('--sample', value), 25)
    .option('--bundle <file>', 'write the evidence of the sample to a ZIP file')
    .option('--now <instant>', 'instant to verify at, ISO 8601', parseInstant)
    .option('--format <format>', 'html|csv|json', (value) => chooseOne('--format', value, ['html', 'csv', 'json']), 'html')
    .option('--table <name>', `table of the CSV: ${SECTIONS.join('|')}`, (value) => chooseOne('--table', value, SECTIONS), 'population')
    .option('--language <language>', 'en|da', parseLanguage, 'en')
    .option('--output <file>', 'write the result to a file')
    .action(async (clone: string | undefined, flags: AuditFlags) => {
      const audited = await audit(clone ?? '.', flags);
      writeOutput(audited.text, flags.output);
      end(audited.exit);
    });
  program
    .command('erase <record>')
    .description('erase the words that a record of the evidence log points to, in a local clone, and record that')
    .option('--clone <folder>', 'local clone with the branches of the log and of the texts', '.')
    .option('--log <name>', 'branch of the log', 'tilsyn-log')
    .option('--texts <name>', 'branch of the texts', 'tilsyn-texts')
    .option('--now <instant>', 'instant to write into the record, ISO 8601', parseInstant)
    .action(async (record: string, flags: EraseFlags) => {
      process.stdout.write(await erase(record, flags, process.env.TILSYN_SIGNING_KEY, tilsynVersion()));
      end(0);
    });
  program
    .command('keygen')
    .description('make a key pair for an evidence log')
    .requiredOption('--name <name>', 'name of the key, for example tilsyn.example.org')
    .action(({ name }: { name: string }) => {
      const keys = generateKeys(name);
      if (!keys.ok)
        throw new UsageError(`\`--name\`: ${quote(name)} cannot name a key: no spaces and no plus sign, such as tilsyn.example.org`);
      process.stdout.write(`Signing key (a secret): ${keys.value.signer}\nVerifier key:           ${keys.value.verifier}\n`);
      end(0);
    });
  return program;
}

/** Collects what an option that may stand several times says. */
function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

async function withPolicies(flags: Flags, make: (policies: Policies) => Promise<Report>): Promise<Exit> {
  const policies = loadPolicies(flags.jobs);
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

async function withEngine(use: (engine: Engine) => Promise<Exit>, jobs?: number): Promise<Exit> {
  const engine = loadEngine(jobs);
  try {
    return await use(engine);
  } finally {
    await engine.stop();
  }
}

function composeVerified(verified: Verified, { format, language, output }: VerifyFlags): string {
  if (format === 'json') return writeJson(writeVerification(verified, tilsynVersion()));
  return composeVerification(verified.verification, language, wantsColour(process.stdout, process.env, output));
}
