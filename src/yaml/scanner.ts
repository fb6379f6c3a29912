import { type Cursor, isBlankOrEnd, isBreak } from './cursor.ts';
import { MAX_DEPTH, MAX_SIMPLE_KEY } from './limits.ts';
import { scanBlock } from './scan-block.ts';
import { scanPlain } from './scan-plain.ts';
import { scanAnchor, scanTag } from './scan-property.ts';
import { scanQuoted } from './scan-quoted.ts';
import { T, type Token, type TokenType, token } from './token.ts';
import { YamlLimitError } from './yaml-error.ts';

/** A token that turns out to be a key once a `:` follows it on its line. One can be open at each level of flow collections. */
interface PossibleKey {
  possible: boolean;
  /** In a block mapping at its own column nothing but a key may stand. */
  required: boolean;
  /** Number of its first token since the start of the document. */
  number: number;
  pos: number;
  line: number;
  column: number;
}

/**
 * Cuts one document into tokens by the rules of YAML 1.1 as go.yaml.in/yaml/v2 applies them, the reader behind sigs.k8s.io/yaml and so behind
 * kubectl and the API server. Other parsers split some texts into other keys, and a checker that sees another value than the cluster can be
 * talked past; `__tests__/yaml/vectors.golden.json` holds the two together.
 */
export class Scanner {
  private readonly cursor: Cursor;
  private tokens: Token[] = [];
  private head = 0;
  /** Tokens handed out so far: the number of the one at `head`. */
  private taken = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private keyAllowed = true;
  private readonly keys: PossibleKey[] = [noKey()];
  private ended = false;
  /** The token at `head` is final: no mark of a key can come to stand in front of it. */
  private ready = false;

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  peek(): Token {
    if (!this.ready) {
      while (this.needsMore()) this.fetch();
      this.ready = true;
    }
    return this.tokens[this.head] as Token;
  }

  next(): Token {
    const found = this.peek();
    this.ready = false;
    this.head += 1;
    this.taken += 1;
    if (this.head === this.tokens.length) {
      this.tokens = [];
      this.head = 0;
    }
    return found;
  }

  private needsMore(): boolean {
    if (this.head === this.tokens.length) return true;
    for (const key of this.keys) if (key.possible && key.number === this.taken) return this.stillPossible(key);
    return false;
  }

  private get inFlow(): boolean {
    return this.keys.length > 1;
  }

  private fetch(): void {
    const { cursor } = this;
    this.passToToken();
    this.unroll(cursor.column);
    const code = cursor.at();
    if (code === 0) this.fetchEnd();
    else if (cursor.atDocumentMark()) this.fetchDocumentMark(code === 45 ? T.documentStart : T.documentEnd);
    else if (code === 37 && cursor.column === 0)
      cursor.fail('directives are not read: Kubernetes splits the file at the mark that must follow them');
    else this.fetchToken(code);
  }

  private fetchToken(code: number): void {
    const blankFollows = isBlankOrEnd(this.cursor.at(1));
    switch (code) {
      case 91: // [
        this.fetchFlowStart(T.flowSequence);
        break;
      case 123: // {
        this.fetchFlowStart(T.flowMapping);
        break;
      case 93: // ]
        this.fetchFlowEnd(T.flowSequenceEnd);
        break;
      case 125: // }
        this.fetchFlowEnd(T.flowMappingEnd);
        break;
      case 44: // ,
        this.fetchFlowEntry();
        break;
      case 45: // -
        if (blankFollows) this.fetchEntry();
        else this.fetchPlain();
        break;
      case 63: // ?
        if (this.inFlow || blankFollows) this.fetchKey();
        else this.fetchPlain();
        break;
      case 58: // :
        if (this.inFlow || blankFollows) this.fetchValue();
        else this.fetchPlain();
        break;
      case 124: // |
      case 62: // >
        this.fetchBlockScalar();
        break;
      case 42: // *
      case 38: // &
      case 33: // !
      case 34: // "
      case 39: // '
        this.fetchMarked(code);
        break;
      case 9:
        this.cursor.fail('a tab stands where spaces must indent');
        break;
      case 35: // #
      case 37: // %
      case 64: // @
      case 96: // `
        this.cursor.fail(`'${String.fromCharCode(code)}' cannot start a value`);
        break;
      default:
        this.fetchPlain();
    }
  }

  /** Blanks, comments and line breaks. A tab counts as a blank only where it cannot be taken for indentation. */
  private passToToken(): void {
    const { cursor } = this;
    for (;;) {
      let code = cursor.at();
      while (code === 32 || (code === 9 && (this.inFlow || !this.keyAllowed))) {
        cursor.pos += 1;
        code = cursor.at();
      }
      if (code === 35) cursor.passLine();
      if (!isBreak(cursor.at())) return;
      cursor.passBreak();
      if (!this.inFlow) this.keyAllowed = true;
    }
  }

  private push(item: Token): void {
    this.tokens.push(item);
  }

  private pushMark(type: TokenType, length: number): void {
    this.push(token(type, this.cursor.line));
    this.cursor.pos += length;
  }

  private fetchEnd(): void {
    if (!this.ended) {
      this.unroll(-1);
      this.dropKey();
      this.keyAllowed = false;
      this.ended = true;
    }
    this.push(token(T.end, this.cursor.line));
  }

  private fetchDocumentMark(type: TokenType): void {
    this.unroll(-1);
    this.dropKey();
    this.keyAllowed = false;
    this.pushMark(type, 3);
  }

  private fetchFlowStart(type: TokenType): void {
    this.saveKey();
    this.keys.push(noKey());
    if (this.keys.length > MAX_DEPTH) throw new YamlLimitError('yaml-depth', MAX_DEPTH, this.cursor.line);
    this.keyAllowed = true;
    this.pushMark(type, 1);
  }

  private fetchFlowEnd(type: TokenType): void {
    this.dropKey();
    if (this.inFlow) this.keys.pop();
    this.keyAllowed = false;
    this.pushMark(type, 1);
  }

  private fetchFlowEntry(): void {
    this.dropKey();
    this.keyAllowed = true;
    this.pushMark(T.flowEntry, 1);
  }

  private fetchEntry(): void {
    if (!this.inFlow) this.startBlock(T.blockSequence, 'a list entry cannot stand here');
    this.dropKey();
    this.keyAllowed = true;
    this.pushMark(T.entry, 1);
  }

  private fetchKey(): void {
    if (!this.inFlow) this.startBlock(T.blockMapping, 'a key cannot stand here');
    this.dropKey();
    this.keyAllowed = !this.inFlow;
    this.pushMark(T.key, 1);
  }

  private fetchValue(): void {
    const key = this.keys[this.keys.length - 1] as PossibleKey;
    if (this.stillPossible(key)) {
      const index = this.head + key.number - this.taken;
      this.tokens.splice(index, 0, token(T.key, key.line));
      if (this.roll(key.column)) this.tokens.splice(index, 0, token(T.blockMapping, key.line));
      key.possible = false;
      this.keyAllowed = false;
    } else {
      if (!this.inFlow) this.startBlock(T.blockMapping, 'a value cannot stand here');
      this.keyAllowed = !this.inFlow;
    }
    this.pushMark(T.value, 1);
  }

  private fetchBlockScalar(): void {
    if (this.inFlow) this.cursor.fail('a block scalar stands inside a flow collection');
    this.dropKey();
    this.keyAllowed = true;
    this.push(scanBlock(this.cursor, this.indent));
  }

  private fetchMarked(code: 33 | 34 | 38 | 39 | 42): void {
    this.beginKey();
    if (code === 33) this.push(scanTag(this.cursor));
    else if (code === 38) this.push(scanAnchor(this.cursor, T.anchor));
    else if (code === 42) this.push(scanAnchor(this.cursor, T.alias));
    else this.push(scanQuoted(this.cursor, code));
  }

  private fetchPlain(): void {
    this.beginKey();
    const scanned = scanPlain(this.cursor, this.indent + 1, this.inFlow);
    if (scanned.ended) this.keyAllowed = true;
    this.push(scanned.token);
  }

  private startBlock(type: TokenType, refusal: string): void {
    if (!this.keyAllowed) this.cursor.fail(refusal);
    if (this.roll(this.cursor.column)) this.push(token(type, this.cursor.line));
  }

  /** Enters a deeper block when the column is one; true if so. */
  private roll(column: number): boolean {
    if (this.inFlow || this.indent >= column) return false;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > MAX_DEPTH) throw new YamlLimitError('yaml-depth', MAX_DEPTH, this.cursor.line);
    return true;
  }

  private unroll(column: number): void {
    if (this.inFlow) return;
    while (this.indent > column) {
      this.push(token(T.blockEnd, this.cursor.line));
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private beginKey(): void {
    this.saveKey();
    this.keyAllowed = false;
  }

  private saveKey(): void {
    if (!this.keyAllowed) return;
    const { cursor } = this;
    this.dropKey();
    const key = this.keys[this.keys.length - 1] as PossibleKey;
    key.possible = true;
    key.required = !this.inFlow && this.indent === cursor.column;
    key.number = this.taken + this.tokens.length - this.head;
    key.pos = cursor.pos;
    key.line = cursor.line;
    key.column = cursor.column;
  }

  private dropKey(): void {
    const key = this.keys[this.keys.length - 1] as PossibleKey;
    if (key.possible && key.required) this.cursor.fail("a key lacks its ':'", key.line);
    key.possible = false;
  }

  /** A simple key ends on its line and within 1,024 characters. */
  private stillPossible(key: PossibleKey): boolean {
    if (!key.possible) return false;
    if (key.line === this.cursor.line && key.pos + MAX_SIMPLE_KEY >= this.cursor.pos) return true;
    if (key.required) this.cursor.fail("a key lacks its ':'", key.line);
    key.possible = false;
    return false;
  }
}

function noKey(): PossibleKey {
  return { possible: false, required: false, number: 0, pos: 0, line: 0, column: 0 };
}
