/** Enough of a fingerprint to find the comment again; collisions only group two findings of one line. */
const MARKER_DIGITS = 16;
/** A marker longer than this says nothing more: a comment that stands for so many findings is found by its first. */
const MOST_MARKED = 100;

/** What each of them begins with. */
export const FINDING_MARKER = '<!-- tilsyn:finding ';

/** The hidden first line of a comment on lines or files, by which it is found again. */
export function writeMarker(fingerprints: readonly string[]): string {
  return `${FINDING_MARKER}${fingerprints.slice(0, MOST_MARKED).map(shortenFingerprint).join(' ')} -->`;
}

/** The findings that a comment speaks of; none of a text without the marker. */
export function readMarked(body: string): readonly string[] {
  const [, fingerprints = ''] = /^<!-- tilsyn:finding ([0-9a-f ]*)-->/.exec(body) ?? [];
  return fingerprints.split(' ').filter((one) => one !== '');
}

export function shortenFingerprint(fingerprint: string): string {
  return fingerprint.slice(0, MARKER_DIGITS);
}
