import type { Assumption } from '../model/report.ts';
import type { Problem } from '../model/root.ts';
import type { Side } from '../model/side.ts';
import { configurationPath, type LoadedConfiguration, loadConfiguration } from './load.ts';

/** The configuration that a change is judged by, and what becomes of the one it brings. */
export interface ChangeConfiguration {
  /** That of the base, or the strict defaults where it is broken. Its own problems are told by `broken`. */
  readonly inForce: LoadedConfiguration;
  /** Then an owner must approve, whatever else is required. */
  readonly broken: boolean;
  /** What is wrong with the file as it would be after the merge. It has no power, but a broken one must not be merged. */
  readonly problems: readonly Problem[];
  readonly assumptions: readonly Assumption[];
}

/**
 * All power comes from the base. A broken file there gives the strict defaults and asks for an owner, instead of leaving everything undecided: else the
 * change that mends it could never pass. `base` is the protected branch as it is now, `merged` what it would be.
 */
export function loadForChange(base: Side, merged: Side): ChangeConfiguration {
  const loaded = loadConfiguration(textOf(base));
  // A file that is there and cannot be read, a link for one, is as broken as one that says nonsense.
  const [problem] = [...loaded.problems, ...base.problems.filter(({ file }) => file === configurationPath)];
  return {
    inForce: { ...loaded, problems: [] },
    broken: problem !== undefined,
    problems: loadConfiguration(textOf(merged)).problems,
    assumptions: problem === undefined ? (loaded.present ? [] : [{ code: 'no-configuration', params: {} }]) : [brokenBase(problem)],
  };
}

function textOf(side: Side): string | undefined {
  const file = side.files.get(configurationPath);
  return file === undefined ? undefined : new TextDecoder().decode(file.bytes);
}

function brokenBase({ line, params: { detail } }: Problem): Assumption {
  return {
    code: 'configuration-broken',
    params: {
      file: configurationPath,
      ...(line === undefined ? {} : { line }),
      ...(detail === undefined ? {} : { detail: String(detail) }),
    },
  };
}
