import type { Plural } from '../i18n/keys.ts';
import { sayCount } from '../i18n/texts.ts';
import type { Page } from './page.ts';

/** `214 objects · 2 new · 7 existing · 1 waived`: what there is, without what there is not. */
export function writeCounts({ report, outcomes, texts, medium, language }: Page): string {
  const { blocking, awaiting, warning, existing, fixed, waived, notEvaluable, undecided, notAnalysed } = outcomes;
  const open = [...blocking, ...awaiting, ...warning].filter(({ finding }) => finding.status === 'fail');
  const unclear = [...notEvaluable, ...[...blocking, ...awaiting].filter(({ finding }) => finding.status === 'not-evaluable')];
  const old = open.filter(({ finding }) => finding.change === 'existing').length;
  const counted: readonly (readonly [Plural, number])[] = [
    [texts.report.countNew, open.length - old],
    [texts.report.countExisting, existing.length + old],
    [texts.report.countFixed, fixed.length],
    [texts.report.countWaived, waived.length],
    [texts.report.countNotEvaluable, unclear.length],
    [texts.report.countNotAnalysed, undecided.length + notAnalysed.length],
  ];
  const parts = counted.filter(([, number]) => number > 0).map(([forms, number]) => sayCount(forms, number, {}, medium, language));
  return [sayCount(texts.report.counts, report.objects, {}, medium, language), ...parts].join(' · ');
}
