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
  readonly now?: string;
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
    .option('--fail-on <severity>', 'critical, high, medium, low or none')
    .option('--now <instant>', 'instant to judge at, ISO 8601, so that a run can be repeated');
}

/** What the user got wrong in a command line or a file: told in a sentence, exit status 2. */
export class UsageError extends Error {}

function oneOf(value: string, allowed: readonly string[]): string {
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

/** The instant to judge at: the one that was named, or this one. */
export function resolveNow({ now }: Flags): string {
  if (now === undefined) return new Date().toISOString();
  const at = Date.parse(now);
  if (!/^\d{4}-\d{2}-\d{2}/.test(now) || Number.isNaN(at))
    throw new UsageError(`--now: \`${now}\` is no instant such as 2026-11-24T08:00:00Z`);
  return new Date(at).toISOString();
}

export function writeOut(report: Report, flags: Flags): void {
  const text = compose(report, flags);
  if (flags.output === undefined) process.stdout.write(text);
  else writeFileSync(flags.output, text);
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
