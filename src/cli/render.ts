import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { relative, resolve as resolvePath } from 'node:path';
import { compareObjects } from '../compare/differences.ts';
import { configurationPath, loadConfiguration } from '../config/load.ts';
import { liesIn } from '../discover/manifest-paths.ts';
import { readDeployable } from '../discover/read-deployable.ts';
import type { RemoteFetcher } from '../model/remote.ts';
import type { RenderedSide, Side } from '../model/side.ts';
import { completeSides } from '../pipeline/complete.ts';
import type { Engine } from '../render/engine/engine.ts';
import { renderOptions } from '../render/options.ts';
import { findOrigins } from '../render/origins.ts';
import { withLockProblems } from '../render/remote/complete.ts';
import { type RenderTools, renderTools } from '../render/root-render.ts';
import { type RenderOptions, renderSide } from '../render/side.ts';
import { LocalRepository } from '../source/local-repository.ts';
import { openWorkingTree } from '../source/working-tree.ts';
import { quote } from './flag-values.ts';
import { type Flags, resolveConfiguration } from './flags.ts';
import { UsageError } from './usage-error.ts';
import { type Rendering, writeDifferences, writeManifests, writeRoots } from './write-render.ts';

export interface RenderFlags extends Pick<Flags, 'output' | 'config' | 'language' | 'kubeVersion' | 'offline' | 'jobs'> {
  readonly format: 'text' | 'json';
  readonly roots?: boolean;
  readonly diff?: string;
}

/** What would be deployed from a folder, where from, or how it differs from a commit. Exit status 2 where a part of it did not render. */
export async function render(
  path: string,
  flags: RenderFlags,
  engine: Engine,
  remote: RemoteFetcher,
): Promise<{ readonly text: string; readonly exit: 0 | 2 }> {
  const facts = await stat(path).catch(() => undefined);
  if (facts?.isDirectory() !== true) throw new UsageError(`${quote(path)} is not a folder`);
  if (flags.roots === true && flags.diff !== undefined) throw new UsageError('`--roots` and `--diff` do not go together');
  const rendering =
    flags.diff === undefined
      ? await renderFolder(path, flags, engine, remote)
      : await renderAgainst(path, flags.diff, flags, engine, remote);
  return { text: write(rendering, flags), exit: rendering.head.problems.length === 0 ? 0 : 2 };
}

function write(rendering: Rendering, { format, roots }: RenderFlags): string {
  if (roots === true) return writeRoots(rendering, format);
  return rendering.differences === undefined
    ? writeManifests(rendering, format)
    : writeDifferences(rendering, rendering.differences, format);
}

async function renderFolder(path: string, flags: RenderFlags, engine: Engine, remote: RemoteFetcher): Promise<Rendering> {
  const side = await readDeployable(openWorkingTree(path));
  const { configuration } = resolveConfiguration(loadConfiguration(textOf(side)), flagsOf(flags));
  const options = renderOptions(configuration);
  const tools = renderTools(engine);
  const { head } = await renderSides({ head: side }, configuration.remote.allow, options, tools, remote);
  const objects = flags.roots === true ? head.objects : await findOrigins(head.objects, head.roots, side, options, tools);
  return { head: { ...head, objects }, language: configuration.language };
}

/** The working tree of the repository around the folder against a commit of it, both whole: what a folder takes from beside it counts. */
async function renderAgainst(path: string, ref: string, flags: RenderFlags, engine: Engine, remote: RemoteFetcher): Promise<Rendering> {
  const repository = await LocalRepository.open(path, process.env, tmpdir());
  if (repository === undefined) throw new UsageError(`${quote(path)} is not in a git repository`);
  try {
    const sha = await repository.resolve(ref);
    if (sha === undefined) throw new UsageError(`\`--diff\`: ${quote(ref)} names no commit here`);
    const before = await readDeployable(repository.tree(sha));
    const after = await readDeployable(repository.workingTree());
    const { configuration } = resolveConfiguration(loadConfiguration(textOf(before)), flagsOf(flags));
    const options = renderOptions(configuration);
    const tools = renderTools(engine);
    const { base, head } = await renderSides({ base: before, head: after }, configuration.remote.allow, options, tools, remote);
    const folder = relative(repository.folder, resolvePath(path)) || '.';
    return {
      head: within(head, folder),
      differences: compareObjects(base === undefined ? [] : within(base, folder).objects, within(head, folder).objects),
      language: configuration.language,
    };
  } finally {
    await repository.close();
  }
}

/** Both sides with what they deploy from outside, where something may be fetched. */
async function renderSides(
  { base, head }: { readonly base?: Side; readonly head: Side },
  allow: readonly string[],
  options: RenderOptions,
  tools: RenderTools,
  remote: RemoteFetcher,
): Promise<{ readonly base?: RenderedSide; readonly head: RenderedSide }> {
  const sides = { head: withLockProblems(head), ...(base === undefined ? {} : { base: withLockProblems(base) }) };
  if (allow.length > 0) {
    const { base: before, head: after } = await completeSides(sides, options, tools, allow, remote);
    return { head: after.rendered, ...(before === undefined ? {} : { base: before.rendered }) };
  }
  const before = sides.base && (await renderSide(sides.base, options, tools));
  if (before === undefined) return { head: await renderSide(sides.head, options, tools) };
  return { base: before, head: await renderSide(sides.head, { ...options, base: before }, tools) };
}

/** What roots of a folder render. */
function within(side: RenderedSide, folder: string): RenderedSide {
  const roots = side.roots.filter(({ path }) => liesIn(path, folder));
  const ids = new Set(roots.map(({ id }) => id));
  return {
    ...side,
    roots,
    objects: side.objects.filter(({ root }) => ids.has(root)),
    problems: side.problems.filter(({ root, file }) => (root === undefined ? file === undefined || liesIn(file, folder) : ids.has(root))),
  };
}

function textOf({ files }: Side): string | undefined {
  const file = files.get(configurationPath);
  return file && new TextDecoder().decode(file.bytes);
}

function flagsOf({ config, language, kubeVersion }: RenderFlags): Flags {
  return {
    format: 'text',
    ...(config === undefined ? {} : { config }),
    ...(language === undefined ? {} : { language }),
    ...(kubeVersion === undefined ? {} : { kubeVersion }),
  };
}
