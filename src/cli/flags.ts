import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type LoadedConfiguration, loadConfiguration } from '../config/load.ts';
import { configurationSchema } from '../config/schema.ts';
import type { Report } from '../model/report.ts';
import { writeReport } from '../report/json.ts';
import { composeSarif } from '../report/sarif.ts';
import { composeSummary } from '../report/summary.ts';
import { composeText } from '../report/text.ts';

/** Flags that judging commands share. */
export interface Flags {
  readonly format: 'text' | 'json' | 'markdown' | 'sarif';
  readonly output?: string;
  readonly config?: string;
  readonly profile?: string;
  readonly language?: string;
  readonly kubeVersion?: string;
  readonly failOn?: string;
}

const formats = ['text', 'json', 'markdown', 'sarif'];

export function addFlags(command: Command): Command {
  return command
    .option('--format <format>', formats.join('|'), (value) => oneOf(value, formats), 'text')
    .option('--output <file>', 'write the report to a file')
    .option('--config <file>', 'configuration to use instead of the one found')
    .option('--profile <name>', 'danish-healthcare or baseline')
    .option('--language <language>', 'en or da')
    .option('--kube-version <version>', 'Kubernetes version whose rules apply, such as 1.35')
    .option('--fail-on <severity>', 'critical, high, medium, low or none');
}

/** What the user got wrong in a command line or a file: told in a sentence, exit status 2. */
export class UsageError extends Error {}

export function oneOf(value: string, allowed: readonly string[]): string {
  if (!allowed.includes(value)) throw new UsageError(`\`${value}\` is not one of ${allowed.join(', ')}`);
  return value;
}

/** The configuration found, or the file that was named, with what the flags overrule. */
export function resolveConfiguration(found: string | undefined, flags: Flags): LoadedConfiguration {
  const loaded =
    flags.config === undefined ? loadConfiguration(found) : loadConfiguration(readFileSync(flags.config, 'utf8'), flags.config);
  const overruled = {
    ...(flags.profile === undefined ? {} : { profile: flags.profile }),
    ...(flags.language === undefined ? {} : { language: flags.language }),
    ...(flags.kubeVersion === undefined ? {} : { kubernetesVersion: flags.kubeVersion }),
    ...(flags.failOn === undefined ? {} : { failOn: flags.failOn }),
  };
  const parsed = configurationSchema.safeParse({ ...loaded.configuration, ...overruled });
  if (!parsed.success) throw new UsageError(parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; '));
  return { ...loaded, configuration: parsed.data };
}

export function writeOut(report: Report, flags: Flags): void {
  writeText(compose(report, flags), flags.output);
}

export function writeText(text: string, file: string | undefined): void {
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
}

function compose(report: Report, { format, output }: Flags): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(writeReport(report), null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(composeSarif(report), null, 2)}\n`;
    case 'markdown':
      return `${composeSummary(report)}\n`;
    case 'text':
      return composeText(report, { colour: output === undefined && process.stdout.isTTY === true && process.env.NO_COLOR === undefined });
  }
}
