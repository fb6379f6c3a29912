/**
 * How one kind of output writes text. Sentences are templates; what is put into them was mostly written by a stranger (names, values,
 * parser messages), so no sentence is ever built without saying how its medium makes a stranger's text inert.
 */
export interface Medium {
  /** A stranger's text, or a name of ours, in code font. */
  readonly code: (text: string) => string;
  /** A stranger's text among words. */
  readonly text: (text: string) => string;
  /** Our own words. */
  readonly prose: (text: string) => string;
  /** Our own words with weight; the weight is never the only signal. */
  readonly strong: (text: string) => string;
}

/** Text that is already written for the medium, such as a date or a list of names. */
export interface Written {
  readonly written: string;
}

export type Param = string | number | boolean | Written;
export type Params = Readonly<Record<string, Param>>;
