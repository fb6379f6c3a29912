/** What the text of one document says before any meaning is given to scalars: the tree that values and positions are both made from. */
export type Node = ScalarNode | SequenceNode | MappingNode | AliasNode;

interface Placed {
  /** First and last line of the node, from 0 inside its document. */
  readonly line: number;
  endLine: number;
}

export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  readonly value: string;
  /** Written without quotes and without a tag, so that its form decides its type. */
  readonly plain: boolean;
  /** Full tag (`tag:yaml.org,2002:int`), `!` and `!name` as written, empty without one. */
  readonly tag: string;
}

export interface SequenceNode extends Placed {
  readonly kind: 'sequence';
  readonly items: Node[];
}

/** Pairs in the order written; `keys` and `values` have one length. */
export interface MappingNode extends Placed {
  readonly kind: 'mapping';
  readonly keys: Node[];
  readonly values: Node[];
}

export interface AliasNode extends Placed {
  readonly kind: 'alias';
  /** Never an alias itself: an anchor cannot stand before one. */
  readonly target: ScalarNode | SequenceNode | MappingNode;
}

export function scalar(value: string, plain: boolean, tag: string, line: number, endLine: number): ScalarNode {
  return { kind: 'scalar', value, plain, tag, line, endLine };
}
