import type { GateRow } from '../../i18n/keys.ts';
import { joinAnd } from '../../i18n/lists.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { say } from '../../i18n/say.ts';
import { sayCount } from '../../i18n/texts.ts';
import type { GateOutcome, Reason } from '../../model/verdict.ts';
import { writeCounts } from '../counts.ts';
import { planNext } from '../next-step.ts';
import type { Page } from '../page.ts';
import { writeVerdict } from '../verdict-line.ts';
import { escapeHtml } from './escape.ts';
import { wideTable } from './frame.ts';
import { html } from './medium.ts';

/** The verdict, what was judged, what to do next, and by which rules it came to this. */
export function composeOpening(page: Page): string {
  const { texts, report, outcomes, language } = page;
  const fixed = outcomes.fixed.length === 0 ? '' : `<p>${sayCount(texts.report.fixed, outcomes.fixed.length, {}, html, language)}</p>`;
  return `<header>
<p class="kind">${escapeHtml(texts.page.title)}</p>
<h1>${writeVerdict(page)}</h1>
<p>${writeSubject(page)}</p>
<div class="banner ${report.verdict.conclusion}">
<p>${writeCounts(page)}</p>
${fixed}${writeNext(page)}
</div>
${writeReasons(page)}
</header>`;
}

function writeSubject({ report: { subject }, texts, language }: Page): string {
  const write = (params: Readonly<Record<string, string | { readonly written: string }>>) =>
    say(texts.page.subject[subject.kind], params, html, language);
  switch (subject.kind) {
    case 'folder':
      return write({ label: subject.label });
    case 'revision': {
      const { base, head } = subject;
      return write({ head: head.label, headSha: short(head.sha), base: base.label, baseSha: short(base.sha) });
    }
    case 'pull-request': {
      const { repository, number, author, headSha, baseRef, baseSha } = subject;
      return write({
        number: { written: String(number) },
        repository: `${repository.owner}/${repository.name}`,
        login: author.login,
        headSha: short(headSha),
        base: baseRef,
        baseSha: short(baseSha),
      });
    }
    case 'merge-group': {
      const { repository, pullRequests, headSha, baseRef, baseSha } = subject;
      return write({
        numbers: { written: joinAnd(pullRequests.map(String), language) },
        repository: `${repository.owner}/${repository.name}`,
        headSha: short(headSha),
        base: baseRef,
        baseSha: short(baseSha),
      });
    }
  }
}

function short(sha: string): string {
  return sha.slice(0, 12);
}

function writeNext(page: Page): string {
  const label = say(page.texts.next.label, {}, html, page.language);
  return planNext(page)
    .map(({ sentence, command }) => `<p>${label}${sentence}</p>${command === undefined ? '' : `<pre>${escapeHtml(command)}</pre>`}`)
    .join('\n');
}

const ORDER: readonly GateOutcome[] = ['undecided', 'blocks', 'awaits', 'warns', 'waived', 'shown', 'passes'];

/** How often each rule of the gate fitted, what decides first. */
function writeReasons({ report, texts, language }: Page): string {
  const counted = new Map<string, { readonly reason: Reason; count: number }>();
  for (const reason of report.verdict.reasons) {
    const key = `${reason.outcome} ${reason.row}`;
    const known = counted.get(key);
    if (known === undefined) counted.set(key, { reason, count: 1 });
    else known.count += 1;
  }
  const rows = [...counted.values()]
    .sort((a, b) => ORDER.indexOf(a.reason.outcome) - ORDER.indexOf(b.reason.outcome) || a.reason.row - b.reason.row)
    .map(({ reason: { outcome, row }, count }) => {
      const rule = say(ruleOf(outcome, row, texts), {}, html, language);
      return `<tr><td>${escapeHtml(texts.page.outcome[outcome])}</td><td class="number">${formatNumber(count, language)}</td><td>${rule}</td></tr>`;
    });
  if (rows.length === 0) return '';
  const [outcome, number, rule] = texts.page.reasonHeads.map(escapeHtml);
  const head = `<tr><th scope="col">${outcome}</th><th scope="col" class="number">${number}</th><th scope="col">${rule}</th></tr>`;
  return `<h2>${escapeHtml(texts.page.why)}</h2>\n${wideTable(texts.page.why, `<table><thead>${head}</thead><tbody>${rows.join('\n')}</tbody></table>`)}`;
}

function ruleOf(outcome: GateOutcome, row: number, { rows, rowsShown }: Page['texts']): string {
  const shown: Readonly<Record<number, string>> = outcome === 'shown' ? rowsShown : {};
  return shown[row] ?? rows[row as GateRow] ?? '';
}
