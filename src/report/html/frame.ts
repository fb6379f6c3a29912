import type { Language } from '../../model/control.ts';
import { escapeHtml } from './escape.ts';
import { STYLE } from './style.ts';

export interface Frame {
  readonly language: Language;
  /** Text of the title bar; not yet escaped. */
  readonly title: string;
  /** HTML of the page, its first heading included. */
  readonly body: string;
}

/**
 * A page that needs nothing else: no script, nothing fetched, light or dark as the reader's screen is, white on paper. The policy forbids what is not
 * there anyway: were a stranger's text ever taken for markup, it could load and run nothing.
 */
export function composeFrame({ language, title, body }: Frame): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

/** A table that may be wider than the page: it can be scrolled by keyboard, and then has to have a name. */
export function wideTable(name: string, table: string): string {
  return `<div class="wide" role="region" tabindex="0" aria-label="${escapeHtml(name)}">${table}</div>`;
}
