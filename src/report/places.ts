import type { Finding } from '../model/finding.ts';
import type { ObjectIdentity } from '../model/object.ts';
import type { Page } from './page.ts';

/** `Deployment journal/api`, or `ClusterRole drift` without a namespace. */
export function nameObject({ kind, namespace, name }: ObjectIdentity): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** `apps/journal/deploy.yaml:14`; the line only where it is known. */
export function namePlace({ file, line }: Finding): string | undefined {
  if (file === undefined) return undefined;
  return line === undefined ? file : `${file}:${line}`;
}

/** The place as Markdown, linked to the commit that was judged where there is one at GitHub. */
export function linkPlace(finding: Finding, page: Page): string {
  const place = namePlace(finding);
  if (place === undefined) return page.texts.report.noFile;
  const url = placeUrl(finding, page);
  return url === undefined ? page.medium.code(place) : `[${page.medium.code(place)}](${url})`;
}

/** The address of the place in the commit that was judged, or that it compares with; undefined where GitHub has no such commit. */
export function placeUrl({ file, line, endLine, onBase }: Finding, { report: { subject }, serverUrl, headSha }: Page): string | undefined {
  if (file === undefined || (subject.kind !== 'pull-request' && subject.kind !== 'merge-group')) return undefined;
  const { owner, name } = subject.repository;
  const path = [owner, name, 'blob', onBase === true ? subject.baseSha : headSha, ...file.split('/')].map(encodeStep).join('/');
  const lines = line === undefined ? '' : `#L${line}${endLine !== undefined && endLine > line ? `-L${endLine}` : ''}`;
  return `${serverUrl}/${path}${lines}`;
}

/** `encodeURIComponent` leaves round brackets, which would end a Markdown link, and throws on lone surrogates. */
function encodeStep(step: string): string {
  return encodeURIComponent(step.toWellFormed()).replace(/[()*'!~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
