import { YamlError } from './yaml-error.ts';

/**
 * Where the reader stands. `text` ends with a NUL, so that looking one character ahead needs no check of bounds; NUL cannot occur inside, since
 * control characters are refused before.
 *
 * Line breaks are those of YAML 1.1 (section 5.4): LF, CR, CRLF, NEL, LS and PS. YAML 1.2 dropped the last three, Kubernetes' readers did not:
 * whoever reads U+2028 as a letter does not see the key behind it.
 */
export class Cursor {
  readonly text: string;
  /** No other break than LF occurs, so that the end of a line can be searched for. */
  readonly onlyLineFeeds: boolean;
  pos = 0;
  line = 0;
  lineStart = 0;

  constructor(document: string) {
    this.text = `${document}\0\0\0\0`;
    this.onlyLineFeeds = !/[\r\u0085\u2028\u2029]/.test(document);
  }

  get column(): number {
    return this.pos - this.lineStart;
  }

  at(offset = 0): number {
    return this.text.charCodeAt(this.pos + offset);
  }

  /** Passes a line break and returns what it is worth in a scalar: LS and PS stand for themselves, the others for a line feed. */
  passBreak(): string {
    const code = this.text.charCodeAt(this.pos);
    this.pos += code === 13 && this.text.charCodeAt(this.pos + 1) === 10 ? 2 : 1;
    this.line += 1;
    this.lineStart = this.pos;
    return code === 0x2028 ? '\u2028' : code === 0x2029 ? '\u2029' : '\n';
  }

  passBlanks(): void {
    while (isBlank(this.text.charCodeAt(this.pos))) this.pos += 1;
  }

  passLine(): void {
    const { text } = this;
    if (this.onlyLineFeeds) {
      const end = text.indexOf('\n', this.pos);
      this.pos = end === -1 ? text.indexOf('\0', this.pos) : end;
      return;
    }
    while (!isBreakOrEnd(text.charCodeAt(this.pos))) this.pos += 1;
  }

  /** `---` or `...` at the start of a line with a blank, a break or the end behind it. */
  atDocumentMark(): boolean {
    if (this.pos !== this.lineStart) return false;
    const code = this.at();
    return (code === 45 || code === 46) && this.at(1) === code && this.at(2) === code && isBlankOrEnd(this.at(3));
  }

  fail(detail: string, line = this.line): never {
    throw new YamlError(detail, line);
  }
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

export function isBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isBreakOrEnd(code: number): boolean {
  return code === 10 || code === 0 || (code >= 13 && isBreak(code));
}

export function isBlankOrEnd(code: number): boolean {
  return code <= 32 ? code === 32 || code === 10 || code === 9 || code === 13 || code === 0 : code >= 0x85 && isBreak(code);
}

/** Letters of anchors, tag handles and directives. */
export function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 45;
}

export function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 65 && code <= 70) return code - 55;
  if (code >= 97 && code <= 102) return code - 87;
  return -1;
}
