import type { CoverageAnswer } from '../../i18n/keys.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import type { Change } from '../../model/finding.ts';
import { ANSWERS, coverFrames } from '../coverage.ts';
import { nameRow } from '../coverage-names.ts';
import { groupByFamily } from '../families.ts';
import type { Page } from '../page.ts';
import { drawStacks, type Stack } from './stacks.ts';

/** What people would rather look at than read: findings by family and change, and the areas of the guide by result. */
export function composeCharts(page: Page): string {
  return [composeFamilies(page), composeAreas(page)].join('\n');
}

const CHANGES: readonly Change[] = ['new', 'existing', 'fixed'];

function composeFamilies({ report, texts, language }: Page): string {
  const failures = report.findings.filter(({ status }) => status === 'fail');
  const stacks = groupByFamily(failures, ({ control }) => control).map(
    ([family, own]): Stack => ({
      label: texts.page.families[family] ?? family,
      // Without a base every finding is new.
      parts: CHANGES.map((kind) => own.filter(({ change = 'new' }) => change === kind).length),
    }),
  );
  const series = CHANGES.map((kind) => ({ kind, name: texts.page.change[kind] }));
  return drawStacks(texts.page.charts.findings, series, stacks, (value) => formatNumber(value, language));
}

function composeAreas({ report, texts, language }: Page): string {
  const guide = coverFrames(report).find(({ frame }) => frame === 'guide');
  const stacks = (guide?.rows ?? [])
    .filter(({ key, count }) => key !== '' && count > 0)
    .map(({ key, answers }): Stack => {
      const { number, title } = nameRow('guide', key, report, texts.coverage);
      return { label: `${number}: ${title}`, parts: ANSWERS.map((answer: CoverageAnswer) => answers[answer].length) };
    });
  const series = ANSWERS.map((answer) => ({ kind: answer, name: texts.coverage.answers[answer] }));
  return drawStacks(texts.page.charts.coverage, series, stacks, (value) => formatNumber(value, language));
}
