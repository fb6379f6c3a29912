import type { Configuration } from '../../config/schema.ts';
import { runGit } from '../../evidence/git.ts';
import type { Json } from '../../model/json.ts';
import type { RenderedObject } from '../../model/object.ts';
import type { RootKind } from '../../model/root.ts';
import type { Side } from '../../model/side.ts';
import type { Engine } from '../../render/engine/engine.ts';
import { renderOptions } from '../../render/options.ts';
import { renderTools } from '../../render/root-render.ts';
import { renderSide } from '../../render/side.ts';

/** What a repository deploys, as far as setting tilsyn up depends on it. All names are attacker's text. */
export interface Survey {
  readonly roots: ReadonlyMap<RootKind, number>;
  readonly objects: number;
  /** Roots that could not be rendered, or not whole. */
  readonly unrendered: number;
  /** Charts with values files besides their own that no configuration names yet. */
  readonly charts: readonly { readonly path: string; readonly values: readonly string[] }[];
  readonly facts: RegisterFacts;
}

/** What manifests name that the register asks about. Each list is sorted and short. */
export interface RegisterFacts {
  /** Hosts outside the cluster that manifests send something to or fetch from. */
  readonly hosts: readonly string[];
  readonly regions: readonly string[];
  /** Users and groups that are bound to `cluster-admin`. */
  readonly administrators: readonly string[];
  readonly backups: readonly string[];
  readonly logStores: readonly string[];
}

/** Reads what is deployed from a folder. Nothing in it is run, and nothing is fetched. */
export async function survey(side: Side, configuration: Configuration, engine: Engine): Promise<Survey> {
  const { roots, objects, problems } = await renderSide(side, renderOptions(configuration), renderTools(engine));
  const kinds = new Map<RootKind, number>();
  for (const { kind } of roots) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const charts = roots.filter(({ kind, via }) => kind === 'helm' && via === undefined).map(({ path }) => path);
  return {
    roots: kinds,
    objects: objects.length,
    unrendered: new Set(problems.flatMap(({ root, file }) => root ?? file ?? [])).size,
    charts: [...new Set(charts)].map((path) => ({ path, values: findValues(path, side) })).filter(({ values }) => values.length > 0),
    facts: gatherFacts(objects),
  };
}

function findValues(chart: string, { files }: Side): readonly string[] {
  const folder = chart === '.' ? '' : `${chart}/`;
  const inside = [...files.keys()].filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
  return inside.filter((path) => /^values[-./][\w.-]+\.ya?ml$/.test(path)).map((path) => `${folder}${path}`);
}

const most = 20;

function gatherFacts(objects: readonly RenderedObject[]): RegisterFacts {
  const named = (kinds: readonly string[]) => objects.filter(({ identity }) => kinds.includes(identity.kind)).map(nameOf);
  const texts = objects.flatMap(({ value }) => [...textsIn(value)]);
  return {
    hosts: short(texts.flatMap(([, text]) => hostOf(text))),
    regions: short(texts.flatMap(([key, text]) => (key === 'region' && /^[a-z0-9-]{1,40}$/.test(text) ? [text] : []))),
    administrators: short(objects.flatMap(administratorsOf)),
    backups: short(named(['Schedule', 'ScheduledBackup', 'Backup'])),
    logStores: short(named(['Output', 'ClusterOutput'])),
  };
}

function short(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort().slice(0, most);
}

function nameOf({ identity: { namespace, name } }: RenderedObject): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}

/** Every text below a value with the key that it stands at. */
function* textsIn(value: Json, key = ''): Generator<readonly [string, string]> {
  if (typeof value === 'string') yield [key, value];
  else if (Array.isArray(value)) for (const item of value) yield* textsIn(item, key);
  else if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) yield* textsIn(inner, name);
}

/** Inside the cluster names have no dot, or end as services do. */
function hostOf(text: string): readonly string[] {
  const [, host = ''] = /^(?:https?|ssh|oci|s3):\/\/(?:[^@/\s]*@)?([a-z0-9.-]{4,253})(?:[:/?#]|$)/.exec(text) ?? [];
  const isOutside = host.includes('.') && !/\.(?:svc|local|internal)$|\.svc\./.test(host) && !/^[\d.]+$/.test(host);
  return isOutside ? [host] : [];
}

function administratorsOf({ identity, value }: RenderedObject): readonly string[] {
  if (identity.kind !== 'ClusterRoleBinding') return [];
  const role = value.roleRef as { readonly name?: unknown } | undefined;
  const subjects = Array.isArray(value.subjects) ? value.subjects : [];
  if (role?.name !== 'cluster-admin') return [];
  return subjects.flatMap((subject) => {
    const { kind, name } = (subject ?? {}) as { readonly kind?: unknown; readonly name?: unknown };
    return (kind === 'User' || kind === 'Group') && typeof name === 'string' ? [name] : [];
  });
}

/** The branch that pull requests go into: what the remote calls its head, else the branch that is checked out. */
export async function findDefaultBranch(folder: string): Promise<string | undefined> {
  for (const ref of ['refs/remotes/origin/HEAD', 'HEAD']) {
    const found = await runGit(folder, ['symbolic-ref', '--short', ref]);
    if (found.ok)
      return found.value
        .toString()
        .trim()
        .replace(/^origin\//, '');
  }
  return undefined;
}

/** `owner/name@commit` of the clone that this very bundle lies in, where it is one of a repository on GitHub. */
export async function findOwnAction(bundle: string): Promise<string | undefined> {
  const top = await runGit(bundle, ['rev-parse', '--show-prefix', 'HEAD']);
  const remote = await runGit(bundle, ['remote', 'get-url', 'origin']);
  if (!top.ok || !remote.ok) return undefined;
  const [prefix, commit = ''] = top.value.toString().split('\n');
  const [, name] = /github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\s*$/.exec(remote.value.toString()) ?? [];
  return prefix === 'dist/' && name !== undefined && /^[0-9a-f]{40}$/.test(commit) ? `${name}@${commit}` : undefined;
}
