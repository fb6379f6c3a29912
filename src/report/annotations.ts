import { say } from '../i18n/say.ts';
import type { Finding } from '../model/finding.ts';
import { writeObject, writeSentence } from './finding-item.ts';
import type { Told } from './implied.ts';
import { inertLine } from './inert.ts';
import { plain } from './media.ts';
import type { Page } from './page.ts';

/** A remark on a line, as checks and workflow commands take it. Plain text: neither renders Markdown. */
export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'failure' | 'warning' | 'notice';
  /** At most 255 characters. */
  readonly title: string;
  /** At most 64 KB. */
  readonly message: string;
}

/** GitHub: `title` of an annotation has at most 255 characters. */
export const LONGEST_TITLE = 255;

/** New findings whose line is known, worst first. A finding without a sure line is in the text of the report and not here. */
export function annotate(page: Page): Annotation[] {
  const { outcomes } = page;
  const plainPage = { ...page, medium: plain };
  return [
    ...outcomes.blocking.flatMap((told) => annotation(told, 'failure', plainPage)),
    ...outcomes.awaiting.flatMap((told) => annotation(told, 'warning', plainPage)),
    ...outcomes.warning.flatMap((told) => annotation(told, told.finding.severity === 'low' ? 'notice' : 'warning', plainPage)),
    ...outcomes.notEvaluable.flatMap((told) => annotation(told, 'notice', plainPage)),
  ];
}

/** Without a base every finding is new. */
export function isNew(finding: Finding): boolean {
  return finding.change === 'new' || finding.change === undefined;
}

/** Whether the line may be pointed at: known, and known to belong to this finding. */
export function hasSureLine(finding: Finding): finding is Finding & { readonly file: string; readonly line: number } {
  return finding.file !== undefined && finding.line !== undefined && (finding.precision === 'exact' || finding.precision === 'derived');
}

function annotation({ finding, implied }: Told, level: Annotation['level'], page: Page): Annotation[] {
  // A line of the base is another one at head.
  if (!hasSureLine(finding) || !isNew(finding) || finding.onBase === true) return [];
  const { report, texts, language } = page;
  const control = report.controls.get(finding.control)?.[language];
  const title = say(control?.title ?? finding.control, {}, plain, language);
  const change = control === undefined ? '' : `\n${say(control.change, {}, plain, language)}`;
  return [
    {
      path: finding.file,
      startLine: finding.line,
      endLine: Math.max(finding.line, finding.endLine ?? finding.line),
      level,
      title: inertLine(`${finding.control} (${texts.words.grade[finding.severity]}): ${title}`, LONGEST_TITLE),
      message: `${writeObject(finding, page)}: ${writeSentence(finding, implied, page)}${change}`,
    },
  ];
}
