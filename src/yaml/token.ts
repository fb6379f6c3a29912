/** The marks and scalars that a document is made of; block collections, which the text shows by indentation alone, get marks of their own. */
export const T = {
  end: 0,
  documentStart: 1,
  documentEnd: 2,
  blockSequence: 3,
  blockMapping: 4,
  blockEnd: 5,
  flowSequence: 6,
  flowSequenceEnd: 7,
  flowMapping: 8,
  flowMappingEnd: 9,
  entry: 10,
  flowEntry: 11,
  key: 12,
  value: 13,
  alias: 14,
  anchor: 15,
  tag: 16,
  plain: 17,
  quoted: 18,
} as const;

export type TokenType = (typeof T)[keyof typeof T];

export interface Token {
  readonly type: TokenType;
  /** Text of a scalar, name of an anchor or alias, handle of a tag. */
  readonly value: string;
  /** What follows the handle of a tag. */
  readonly suffix: string;
  readonly line: number;
  readonly endLine: number;
}

export function token(type: TokenType, line: number, endLine = line, value = '', suffix = ''): Token {
  return { type, value, suffix, line, endLine };
}
