import type { Medium } from '../../i18n/medium.ts';
import { inertLine } from '../inert.ts';
import { escapeHtml } from './escape.ts';

/** HTML. A stranger's text is always code, as in Markdown: it is seen to be quoted, and nothing of it is markup. */
export const html: Medium = {
  code: writeCode,
  text: writeCode,
  prose: escapeHtml,
  strong: (words) => `<strong>${words}</strong>`,
};

/** A name that is empty is seen to be empty. */
function writeCode(text: string): string {
  const line = inertLine(text);
  return `<code>${escapeHtml(line.trim() === '' ? '""' : line)}</code>`;
}
