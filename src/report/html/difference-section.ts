import type { ObjectDifference } from '../../model/difference.ts';
import { inertLines } from '../inert.ts';
import type { Page } from '../page.ts';
import { nameObject } from '../places.ts';
import { escapeHtml } from './escape.ts';
import { html } from './medium.ts';

/** What the change does to the objects that would be deployed, an object a fold, whole. Secrets were masked before. */
export function composeDifferences(page: Page): string {
  return page.report.differences.map((difference) => composeDifference(difference, page)).join('\n');
}

function composeDifference({ identity, kind, text }: ObjectDifference, { texts }: Page): string {
  const lines = inertLines(text).replace(/\n+$/, '').split('\n').map(composeLine).join('\n');
  const name = nameObject(identity);
  return `<details><summary>${html.code(name)} · ${escapeHtml(texts.words.difference[kind])}</summary>
<pre role="region" tabindex="0" aria-label="${escapeHtml(`${texts.words.difference[kind]}: ${name}`)}">${lines}</pre></details>`;
}

const CLASSES: Readonly<Record<string, string>> = { '+': 'added', '-': 'removed', '@': 'hunk' };

function composeLine(line: string): string {
  const kind = CLASSES[line.charAt(0)];
  return kind === undefined ? escapeHtml(line) : `<span class="${kind}">${escapeHtml(line)}</span>`;
}
