import type { Command } from 'commander';
import { type LoadedConfiguration, loadConfiguration } from '../config/load.ts';
import type { Configuration } from '../config/schema.ts';
import type { Language } from '../model/control.ts';
import type { Report } from '../model/report.ts';
import { composeHtml } from '../report/html/report.ts';
import { writeReport } from '../report/json.ts';
import { composeJunit } from '../report/junit.ts';
import { composeSarif } from '../report/sarif.ts';
import { composeSummary } from '../report/summary.ts';
import { composeText } from '../report/text.ts';
import { wantsColour } from './colour.ts';
import { chooseOne, parseInstant, parseJobs, parseKubernetesVersion, parseLanguage } from './flag-values.ts';
import { writeJson } from './json-text.ts';
import { readInput } from './read-input.ts';
import { writeOutput } from './write-output.ts';

/** Flags that judging commands share. */
export interface Flags {
  readonly format: (typeof formats)[number];
  readonly output?: string;
  readonly config?: string;
  readonly profile?: Configuration['profile'];
  readonly language?: Language;
  readonly kubeVersion?: string;
  readonly failOn?: Configuration['failOn'];
  /** Take remote sources from the cache alone. */
  readonly offline?: boolean;
  /** How many render at once. */
  readonly jobs?: number;
  /** The instant to judge at, in place of this one. */
  readonly now?: Date;
}

const formats = ['text', 'json', 'markdown', 'html', 'sarif', 'junit'] as const;
const profiles = ['danish-healthcare', 'baseline'] as const;
const severities = ['critical', 'high', 'medium', 'low', 'none'] as const;

export function addFlags(command: Command): Command {
  return command
    .option('--format <format>', formats.join('|'), (value) => chooseOne('--format', value, formats), 'text')
    .option('--output <file>', 'write the report to a file')
    .option('--config <file>', 'configuration to use instead of the one found')
    .option('--profile <name>', profiles.join('|'), (value) => chooseOne('--profile', value, profiles))
    .option('--language <language>', 'en|da', parseLanguage)
    .option('--kube-version <version>', 'Kubernetes version whose rules apply, such as 1.35', parseKubernetesVersion)
    .option('--fail-on <severity>', severities.join('|'), (value) => chooseOne('--fail-on', value, severities))
    .option('--offline', 'take remote sources from the cache alone')
    .option('--jobs <count>', 'how many charts and kustomizations are rendered at once, each in up to 512 MiB; else 2', parseJobs)
    .option('--now <instant>', 'instant to judge at, ISO 8601', parseInstant);
}

/** The configuration found, or the file that was named, with what the flags overrule. */
export function resolveConfiguration(found: LoadedConfiguration, flags: Flags): LoadedConfiguration {
  const loaded = flags.config === undefined ? found : loadConfiguration(readInput('--config', flags.config).toString('utf8'), flags.config);
  const overruled = {
    ...(flags.profile === undefined ? {} : { profile: flags.profile }),
    ...(flags.language === undefined ? {} : { language: flags.language }),
    ...(flags.kubeVersion === undefined ? {} : { kubernetesVersion: flags.kubeVersion }),
    ...(flags.failOn === undefined ? {} : { failOn: flags.failOn }),
  };
  return { ...loaded, configuration: { ...loaded.configuration, ...overruled } };
}

/** The instant to judge at, UTC in ISO 8601: the one that was named, or this one. */
export function resolveNow({ now = new Date() }: Flags): string {
  return now.toISOString();
}

export function writeOut(report: Report, flags: Flags): void {
  writeOutput(compose(report, flags), flags.output);
}

function compose(report: Report, { format, output }: Flags): string {
  switch (format) {
    case 'json':
      return writeJson(writeReport(report));
    case 'sarif':
      return writeJson(composeSarif(report));
    case 'junit':
      return composeJunit(report);
    case 'markdown':
      return `${composeSummary(report)}\n`;
    case 'html':
      return composeHtml(report);
    case 'text':
      return composeText(report, { colour: wantsColour(process.stdout, process.env, output) });
  }
}
