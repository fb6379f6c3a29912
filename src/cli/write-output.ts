import { randomBytes } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { quote } from './flag-values.ts';
import { UsageError } from './usage-error.ts';

/**
 * Writes to the file, or to standard output where none is named. A file appears whole or not at all: whoever reads it meanwhile finds the old report
 * or the new one. What is no regular file, such as `/dev/stderr`, is written to and not replaced; a link stays a link.
 */
export function writeOutput(text: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    const facts = statSync(file, { throwIfNoEntry: false });
    if (facts !== undefined && !facts.isFile()) writeFileSync(file, text);
    else replaceFile(facts === undefined ? file : realpathSync(file), text, facts?.mode);
  } catch (error) {
    throw new UsageError(`\`--output\`: ${quote(file)} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function replaceFile(file: string, text: string, mode: number | undefined): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(draft, text, { flag: 'wx', ...(mode === undefined ? {} : { mode: mode & 0o777 }) });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
