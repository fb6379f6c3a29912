import type { Assumption } from '../../model/report.ts';
import type { CheckoutIdentity } from '../graph/deployment.ts';

/** Whether a repository at a revision is the checkout, and what has to be taken for granted for that. Undefined where it is another. */
export function takeForCheckout(
  repoUrl: string,
  revision: string,
  repository: CheckoutIdentity | undefined,
): { readonly assumptions: readonly Assumption[] } | undefined {
  const isDefault = revision === '' || revision === 'HEAD';
  const branch = revision.replace(/^refs\/heads\//, '');
  // A branch may be called anything; what looks like a commit, a version or another reference is taken for what it looks like.
  const mayBeBranch = !/^(v?\d|refs\/|[0-9a-f]{7,40}$|[~^<>=*])/.test(branch);
  if (repository !== undefined && nameOf(repoUrl) !== repository.name.toLowerCase()) return undefined;
  if (repository?.branch !== undefined && branch === repository.branch) return { assumptions: [] };
  if (!isDefault && (repository?.branch !== undefined || !mayBeBranch)) return undefined;
  // `HEAD` is the default branch there, and nobody says here which one that is.
  return { assumptions: [{ code: 'source-assumed', params: { what: `${repoUrl} ${revision}`.trim() } }] };
}

/** `owner/name` of an address at GitHub; the whole address of any other, which is no name of a repository there. */
function nameOf(url: string): string {
  const match = /^(?:https:\/\/(?:[^/@]+@)?|ssh:\/\/(?:[^/@]+@)?|git@)github\.com(?::\d+)?[/:]([^/]+\/[^/]+?)(?:\.git)?\/?$/i.exec(url);
  return (match?.[1] ?? url).toLowerCase();
}
