import { readYaml } from '../config/read-yaml.ts';
import type { Problem } from '../model/root.ts';
import { checkEntries } from './check-entries.ts';
import type { Day } from './day.ts';
import { type Register, registerSchema } from './schema.ts';

/** A register as it was read. */
export interface LoadedRegister {
  readonly path: string;
  readonly present: boolean;
  /** Absent when there is no file, or when anything in it is wrong: a broken register attests nothing. */
  readonly register?: Register;
  /** Each fault with its line. */
  readonly problems: readonly Problem[];
  /** Line of what stands at a path; from 1. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Reads the text of a register; `undefined` means there is no file. `today` is a UTC day: what happened later than that is a fault. */
export function loadRegister(text: string | undefined, path: string, today: Day): LoadedRegister {
  if (text === undefined) return { path, present: false, problems: [], lineOf: () => 1 };
  const { value, faults, lineOf } = readYaml(text, registerSchema);
  const wrong = value === undefined ? [] : checkEntries(value, today).map(({ path: at, detail }) => ({ line: lineOf(at), detail }));
  const problems = [...faults, ...wrong].map(
    ({ line, detail }): Problem => ({ code: 'register-invalid', file: path, line, params: { detail } }),
  );
  return { path, present: true, problems, lineOf, ...(value === undefined || problems.length > 0 ? {} : { register: value }) };
}
