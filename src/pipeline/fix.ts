import { createHash } from 'node:crypto';
import { evaluateObjects } from '../evaluate/evaluate.ts';
import { type Mendable, proposeFixes } from '../fix/propose.ts';
import { verifyFixes } from '../fix/verify.ts';
import type { Fix } from '../model/fix.ts';
import type { RenderedObject } from '../model/object.ts';
import type { Problem } from '../model/root.ts';
import { type RenderedTree, type RenderOptions, renderSide } from '../render/side.ts';
import type { Case, Policies } from './case.ts';
import { except } from './except.ts';
import { optionsFor } from './options.ts';

/** The head as it was judged, and how. */
export interface JudgedHead {
  readonly rendered: RenderedTree;
  readonly options: RenderOptions;
  readonly problems: readonly Problem[];
  /** Fingerprints of all findings. */
  readonly fingerprints: ReadonlySet<string>;
  /** Objects of the base, by which exceptions are told. */
  readonly before: readonly RenderedObject[];
}

/** Everything is judged again that often at most; of a large tree less often. */
const MOST_JUDGEMENTS = 6;
const MOST_JUDGED = 12_000;

/** What mends findings, each proven by rendering and judging the head with it. */
export async function findFixes(mendable: readonly Mendable[], head: JudgedHead, given: Case, policies: Policies): Promise<readonly Fix[]> {
  const proposals = proposeFixes(mendable, given.head.files);
  const judgements = Math.min(MOST_JUDGEMENTS, Math.max(1, Math.floor(MOST_JUDGED / Math.max(1, head.rendered.objects.length))));
  return verifyFixes(proposals, given.head.files, head.fingerprints, (changed) => judgeAgain(changed, head, given, policies), judgements);
}

async function judgeAgain(
  changed: ReadonlyMap<string, Uint8Array>,
  head: JudgedHead,
  given: Case,
  policies: Policies,
): Promise<ReadonlySet<string> | undefined> {
  const files = new Map(given.head.files);
  for (const [path, bytes] of changed) files.set(path, { path, oid: createHash('sha1').update(bytes).digest('hex'), bytes });
  const rendered = await renderSide({ ...given.head, files }, head.options, policies.rendering);
  const { objects } = rendered;
  if (rendered.problems.length > head.rendered.problems.length || objects.length !== head.rendered.objects.length) return undefined;
  const evaluation = await evaluateObjects(objects, optionsFor(objects, given, policies), policies.evaluator);
  if (evaluation.problems.length > head.problems.length) return undefined;
  const { kept } = except(evaluation.placed, objects, head.before, given, policies);
  return new Set(kept.map(({ finding }) => finding.fingerprint));
}
