import { formatNumber } from '../i18n/numbers.ts';
import { say } from '../i18n/say.ts';
import { sayCount } from '../i18n/texts.ts';
import type { Block } from './clip.ts';
import { moreOf } from './comment-blocks.ts';
import { ANSWERS, type CoverageRow, coverFrames, type FrameCoverage } from './coverage.ts';
import { nameRow } from './coverage-names.ts';
import type { Page } from './page.ts';

/** What the controls cover of the guide, the Act, the regulation and the standard, and what none of them can see, as Markdown. */
export function coverageBlocks(page: Page): Block[] {
  const { texts, outcomes, report, medium, language } = page;
  if (report.results.length === 0) return [];
  const { coverage } = texts;
  const missed = outcomes.undecided.length + outcomes.notAnalysed.length;
  const lead = [
    ...coverage.lead.map((words) => say(words, {}, medium, language)),
    ...(missed === 0 ? [] : [sayCount(coverage.undecided, missed, {}, medium, language)]),
  ];
  return [
    { open: `#### ${coverage.heading}\n\n${lead.join('\n\n')}`, items: [], close: '', more: () => '' },
    ...coverFrames(report).map((frame) => frameBlock(frame, page)),
    {
      open: `##### ${coverage.limitsHead}\n\n${coverage.limitsLead}\n`,
      items: coverage.limits.map((limit) => `- ${medium.prose(limit)}`),
      close: '',
      more: moreOf(page, '- '),
    },
  ];
}

/** What is attested never stands in a column of what was checked. */
function frameBlock({ frame, rows }: FrameCoverage, page: Page): Block {
  const { answers, frames } = page.texts.coverage;
  const { title, row, note } = frames[frame];
  const head = `| ${[row, ...ANSWERS.map((answer) => answers[answer])].join(' | ')} |\n|---${'|---'.repeat(ANSWERS.length)}|`;
  const items = rows.map((one) => writeRow(one, frame, page));
  return {
    open: `##### ${title}\n\n${page.medium.prose(note)}\n\n${head}`,
    items,
    close: '',
    more: (hidden) => `\n${moreOf(page, '')(hidden)}`,
  };
}

function writeRow(row: CoverageRow, frame: FrameCoverage['frame'], { texts, report, medium, language }: Page): string {
  const { number, title } = nameRow(frame, row.key, report, texts.coverage);
  const name = [medium.strong(medium.prose(number)), medium.prose(title)].filter((part) => part !== '').join(' ');
  if (row.count === 0) return `| ${[name, texts.coverage.noControl, ...ANSWERS.slice(1).map(() => '')].join(' | ')} |`;
  const cells = ANSWERS.map((answer) => {
    const own = row.answers[answer];
    return own.length === 0 ? '–' : `${formatNumber(own.length, language)} (${own.map(({ control }) => control).join(', ')})`;
  });
  return `| ${[name, ...cells].join(' | ')} |`;
}
