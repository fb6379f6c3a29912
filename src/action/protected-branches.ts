import { configurationPath, type LoadedConfiguration, loadConfiguration } from '../config/load.ts';
import { textOf } from './collect.ts';
import type { Ports } from './ports.ts';

export interface ProtectedBranches {
  /** The default branch first. */
  readonly names: readonly string[];
  /** Commit of the default branch whose configuration names the others. */
  readonly decidedIn: string;
  readonly loaded: LoadedConfiguration;
}

/** The branches whose changes are judged and recorded: the default branch, and those that its configuration names. A broken one names none. */
export async function listProtectedBranches({ github, store }: Ports): Promise<ProtectedBranches> {
  const main = await github.defaultBranch();
  const decidedIn = await github.branchTip(main);
  await store.fetchCommits([decidedIn]);
  const loaded = loadConfiguration(textOf(await store.tree(decidedIn).read([configurationPath]), configurationPath));
  return { names: [...new Set([main, ...loaded.configuration.protectedBranches])], decidedIn, loaded };
}

/** Whether pull requests into this branch are judged, and what comes onto it recorded. */
export async function isProtected(branch: string, ports: Ports): Promise<boolean> {
  return branch === (await ports.github.defaultBranch()) || (await listProtectedBranches(ports)).names.includes(branch);
}
