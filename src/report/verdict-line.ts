import type { Plural } from '../i18n/keys.ts';
import type { Params } from '../i18n/medium.ts';
import { say } from '../i18n/say.ts';
import { sayCount } from '../i18n/texts.ts';
import { worstSeverity } from './ordering.ts';
import type { Page } from './page.ts';

/** The line is read in lists and notifications; a longer one is cut there. */
const LONGEST_LINE = 90;
const ROW_NEW_BLOCKS = 4;
const ROW_WAIVER_REQUESTED = 10;
const ROW_SAFEGUARD_WEAKENED = 15;

/** The verdict in one line of at most 90 characters, the weighty word first. */
export function writeVerdict(page: Page): string {
  const written = candidates(page);
  return written.find((line) => line.length <= LONGEST_LINE) ?? written.at(-1) ?? '';
}

/** What could be said, best first; the last always fits. */
function candidates(page: Page): string[] {
  switch (page.report.verdict.conclusion) {
    case 'undecided':
      return undecided(page);
    case 'blocks':
      return [blocks(page)];
    case 'awaits':
      return awaits(page);
    case 'passes':
      return passes(page);
  }
}

function undecided(page: Page): string[] {
  const { texts, outcomes, medium, language } = page;
  const [only, ...others] = outcomes.undecided;
  const counted = count(page, texts.verdict.undecided, outcomes.undecided.length);
  if (only?.root === undefined || others.length > 0) return [counted];
  return [say(texts.verdict.undecidedRoot, { root: only.root }, medium, language), counted];
}

function blocks(page: Page): string {
  const { texts, outcomes } = page;
  const onlyNew = outcomes.blocking.every(
    ({ finding }) => outcomes.judgementOf(finding)?.row === ROW_NEW_BLOCKS && finding.change === 'new',
  );
  return count(page, onlyNew ? texts.verdict.blockedNew : texts.verdict.blocked, outcomes.blocking.length, severityOf(page, 'blocking'));
}

function awaits(page: Page): string[] {
  const { texts, outcomes, report, headSha, medium, language } = page;
  const missing = report.approvals.filter((approval) => approval.counted.length < approval.needed);
  const sha = headSha.slice(0, 7);
  const all = (row: number): boolean => outcomes.awaiting.every(({ finding }) => outcomes.judgementOf(finding)?.row === row);
  const securityAlone = missing.every(({ name }) => name === 'security');
  if (securityAlone && all(ROW_SAFEGUARD_WEAKENED)) return [count(page, texts.verdict.awaitsSafeguard, outcomes.awaiting.length)];
  if (missing.length === 0 && all(ROW_WAIVER_REQUESTED)) return [count(page, texts.verdict.awaitsWaiver, outcomes.awaiting.length)];
  const lacking = missing.reduce((sum, approval) => sum + approval.needed - approval.counted.length, 0);
  const counted = count(page, texts.verdict.awaitsApproval, lacking, { sha });
  if (missing.length !== 1 || missing[0]?.name !== 'four-eyes' || report.subject.kind !== 'pull-request') return [counted];
  return [say(texts.verdict.awaitsFourEyes, { login: report.subject.author.login, sha }, medium, language), counted];
}

function passes(page: Page): string[] {
  const { texts, outcomes, report } = page;
  const folder = report.subject.kind === 'folder';
  if (outcomes.warning.length > 0)
    return [count(page, folder ? texts.verdict.warnsFolder : texts.verdict.warns, outcomes.warning.length, severityOf(page, 'warning'))];
  if (outcomes.existing.length > 0) return [count(page, texts.verdict.existing, outcomes.existing.length)];
  if (outcomes.waived.length > 0) return [count(page, texts.verdict.waived, outcomes.waived.length)];
  const clean = count(page, folder ? texts.verdict.cleanFolder : texts.verdict.clean, report.objects);
  const attested = report.results.filter((result) => result.outcome === 'attested').length;
  return attested === 0 ? [clean] : [clean + count(page, texts.verdict.register, attested), clean];
}

function severityOf({ texts, outcomes }: Page, pile: 'blocking' | 'warning'): Params {
  const worst = worstSeverity(outcomes[pile].map(({ finding }) => finding));
  return { severity: { written: texts.words.severityOf[worst] }, grade: { written: texts.words.grade[worst] } };
}

function count(page: Page, forms: Plural, number: number, params: Params = {}): string {
  return sayCount(forms, number, params, page.medium, page.language);
}
