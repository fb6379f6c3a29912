import { say } from '../i18n/say.ts';
import type { Finding } from '../model/finding.ts';
import type { Fix } from '../model/fix.ts';
import { fence } from './code-span.ts';
import { compare } from './ordering.ts';
import type { Page } from './page.ts';
import { namePlace } from './places.ts';

export interface OfferedFix {
  readonly fix: Fix;
  /** It replaces the very lines that the comment stands on, so that GitHub can make it. */
  readonly isSuggestion: boolean;
}

/** A fix with what it clears of the comment's findings: as a suggestion, or as a patch where it is for other lines. */
export function writeFix({ fix, isSuggestion }: OfferedFix, findings: readonly Finding[], { texts, medium, language }: Page): string {
  const cleared = new Set(fix.fingerprints);
  const controls = [...new Set(findings.filter(({ fingerprint }) => cleared.has(fingerprint)).map(({ control }) => control))].sort(compare);
  const params = { controls: { written: controls.join(', ') } };
  const [before, after] = [fix.before, fix.after].map((lines) => lines.map((line) => line.replace(/\r$/, ''))) as [string[], string[]];
  if (isSuggestion) return `${say(texts.report.suggestion, params, medium, language)}\n\n${fence(after.join('\n'), 'suggestion')}`;
  const place = namePlace({ file: fix.file, line: fix.start } as Finding) ?? fix.file;
  const patch = withoutCommon(before, after).join('\n');
  return `${say(texts.report.patch, { ...params, place }, medium, language)}\n\n${fence(patch, 'diff')}`;
}

/** Lines of a unified diff; those that both have in common at the top are context. */
function withoutCommon(before: readonly string[], after: readonly string[]): readonly string[] {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  return [
    ...before.slice(0, same).map((line) => ` ${line}`),
    ...before.slice(same).map((line) => `-${line}`),
    ...after.slice(same).map((line) => `+${line}`),
  ];
}
