import type { Page } from '../page.ts';
import { escapeHtml } from './escape.ts';
import { html } from './medium.ts';

/** By what it was judged, down to the digests: who judges again by the same gets the same. */
export function composeTool({ report: { tool, profile }, texts }: Page): string {
  const { toolRows, disclaimer } = texts.page;
  const facts: readonly (readonly [string, string])[] = [
    [toolRows.version, tool.version],
    [toolRows.profile, profile],
    [toolRows.policies, tool.policies],
    [toolRows.configuration, tool.configuration],
    [toolRows.engine, tool.engine],
  ];
  const items = facts.map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${html.code(value)}</td></tr>`).join('\n');
  return `<table><tbody>${items}</tbody></table>\n<p class="small">${escapeHtml(disclaimer)}</p>`;
}
