import { lockPath } from '../config/remote-lock.ts';
import { wordProblem, wordProblemNext } from '../i18n/problem-text.ts';
import { say } from '../i18n/say.ts';
import { textsFor } from '../i18n/texts.ts';
import type { Language } from '../model/control.ts';
import { describeRemote, type LockEntry, type RemoteMissing, type RemoteSource } from '../model/remote.ts';
import { lackProblem } from '../render/remote/parts.ts';
import { plain } from '../report/media.ts';

export interface LockChanges {
  readonly added: readonly LockEntry[];
  readonly changed: readonly LockEntry[];
  readonly removed: readonly LockEntry[];
  readonly lacking: readonly { readonly source: RemoteSource; readonly missing: RemoteMissing }[];
}

/** What `tilsyn lock` did, or with `--check` what it would do: a line a source. */
export function writeLockChanges(
  changes: LockChanges,
  { isCheck, language }: { readonly isCheck: boolean; readonly language: Language },
): string {
  const texts = textsFor(language).lock;
  const line = (template: string) => (entry: LockEntry) =>
    say(template, { source: describeRemote(entry), resolved: entry.resolved || entry.sha256.slice(0, 12) }, plain, language);
  const lines = [
    ...changes.added.map(line(texts.added)),
    ...changes.changed.map(line(texts.changed)),
    ...changes.removed.map(line(texts.removed)),
  ];
  const problems = changes.lacking.map(({ source, missing }) => {
    const problem = lackProblem('', source, missing);
    return `${wordProblem(problem, plain, language)} ${texts.next}: ${wordProblemNext(problem, plain, language)}`;
  });
  const outcome = lines.length === 0 ? texts.current : isCheck ? texts.stale : texts.written;
  return `${[...lines, ...problems, say(outcome, { path: lockPath }, plain, language)].join('\n')}\n`;
}
