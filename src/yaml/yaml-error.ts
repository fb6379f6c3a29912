/** Text that cannot be read as a manifest. Thrown inside this folder only; `readManifests` turns it into a problem of the file. */
export class YamlError extends Error {
  /** Line from 0 inside the document that was being read. */
  readonly line: number;

  constructor(detail: string, line: number) {
    super(detail);
    this.name = 'YamlError';
    this.line = line;
  }
}

/** A budget of `limits.ts` that is used up. */
export class YamlLimitError extends YamlError {
  readonly what: YamlLimit;
  readonly limit: number;

  constructor(what: YamlLimit, limit: number, line: number) {
    super(`over the limit of ${limit}: ${what}`, line);
    this.name = 'YamlLimitError';
    this.what = what;
    this.limit = limit;
  }
}

export type YamlLimit = 'yaml-depth' | 'yaml-nodes' | 'yaml-documents' | 'yaml-scalar';
