import type { Medium } from '../../i18n/medium.ts';
import { inertLine } from '../inert.ts';
import { escapeHtml } from './escape.ts';

/** HTML. A stranger's text is always code, as in Markdown: it is seen to be quoted, and nothing of it is markup. */
export const html: Medium = {
  code: (text) => `<code>${escapeHtml(inertLine(text))}</code>`,
  text: (text) => `<code>${escapeHtml(inertLine(text))}</code>`,
  prose: escapeHtml,
  strong: (words) => `<strong>${words}</strong>`,
};
