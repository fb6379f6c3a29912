import type { Fix } from '../model/fix.ts';
import type { SourceFile } from '../model/side.ts';
import { applyFixes } from './apply.ts';

/** More than this is no review any more; the rest is found again when these are made. */
const MOST_FIXES = 40;

/** Judges the tree with other contents of some files: the fingerprints of all findings; undefined where it does not render as it did. */
export type JudgeAgain = (changed: ReadonlyMap<string, Uint8Array>) => Promise<ReadonlySet<string> | undefined>;

/**
 * The proposals that hold: with them in place the findings that they are for are gone, and there is none that was not there before. All are tried together;
 * where that fails, the halves of them, until no more judgements are left.
 *
 * @param before fingerprints of all findings without them
 * @param judgements how many times everything may be judged again
 */
export async function verifyFixes(
  proposals: readonly Fix[],
  files: ReadonlyMap<string, SourceFile>,
  before: ReadonlySet<string>,
  judgeAgain: JudgeAgain,
  judgements: number,
): Promise<readonly Fix[]> {
  let left = judgements;
  const verify = async (some: readonly Fix[]): Promise<readonly Fix[]> => {
    if (some.length === 0 || left < 1) return [];
    left -= 1;
    const after = await judgeAgain(applyFixes(some, files));
    if (after !== undefined && [...after].every((fingerprint) => before.has(fingerprint)))
      return some.flatMap((fix) => {
        const fingerprints = fix.fingerprints.filter((fingerprint) => !after.has(fingerprint));
        return fingerprints.length === 0 ? [] : [{ ...fix, fingerprints }];
      });
    if (some.length === 1) return [];
    const half = Math.ceil(some.length / 2);
    return [...(await verify(some.slice(0, half))), ...(await verify(some.slice(half)))];
  };
  return verify(proposals.slice(0, MOST_FIXES));
}
