import type { Texts } from '../i18n/keys.ts';
import type { Medium } from '../i18n/medium.ts';
import { textsFor } from '../i18n/texts.ts';
import type { Language, Severity } from '../model/control.ts';
import type { Report } from '../model/report.ts';
import { type Outcomes, sortOutcomes } from './outcomes.ts';

/** What surrounds a report and is not in it. */
export interface Surroundings {
  /** The run that made the report. */
  readonly detailsUrl?: string;
  /** Web address of the GitHub server, without a slash at the end. */
  readonly serverUrl?: string;
  /** Another pull request with the same commit, whose worse verdict holds for the check. */
  readonly because?: number;
  /** Longest life of a waiver, for the command that is offered. */
  readonly waiverDays?: Readonly<Record<Severity, number>>;
}

/** A report on its way into one medium. */
export interface Page extends Required<Omit<Surroundings, 'detailsUrl' | 'because'>> {
  readonly report: Report;
  readonly outcomes: Outcomes;
  readonly texts: Texts;
  readonly language: Language;
  readonly medium: Medium;
  readonly detailsUrl: string;
  /** Commit that was judged; empty for a folder. */
  readonly headSha: string;
}

// The house defaults of `waivers.maxDays`.
const WAIVER_DAYS = { critical: 14, high: 30, medium: 90, low: 180 };

export function openPage(report: Report, medium: Medium, around: Surroundings): Page {
  return {
    report,
    medium,
    outcomes: sortOutcomes(report),
    texts: textsFor(report.language),
    language: report.language,
    detailsUrl: around.detailsUrl ?? '',
    serverUrl: around.serverUrl ?? 'https://github.com',
    waiverDays: around.waiverDays ?? WAIVER_DAYS,
    headSha: headOf(report),
  };
}

function headOf({ subject }: Report): string {
  switch (subject.kind) {
    case 'folder':
      return '';
    case 'revision':
      return subject.head.sha;
    case 'pull-request':
    case 'merge-group':
      return subject.headSha;
  }
}
