/**
 * Other lines for some lines of a file. They were put there in memory, everything was rendered and judged again, and what they mend was gone and nothing new
 * was there.
 */
export interface Fix {
  readonly file: string;
  /** Lines that are replaced, from 1, both included. */
  readonly start: number;
  readonly end: number;
  /** Attacker's text, as it stands in the file. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Findings that are gone with it. */
  readonly fingerprints: readonly string[];
}
