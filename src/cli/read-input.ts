import { readFileSync } from 'node:fs';
import { quote } from './flag-values.ts';
import { UsageError } from './usage-error.ts';

/** The bytes of a file that a flag names; what cannot be read is a wrong command line. */
export function readInput(flag: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`\`${flag}\`: ${quote(file)} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
