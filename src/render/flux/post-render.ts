import type { Json, JsonObject } from '../../model/json.ts';
import type { RenderedObject } from '../../model/object.ts';
import type { Problem, Root } from '../../model/root.ts';
import type { SourceFile } from '../../model/side.ts';
import { writeJson } from '../../yaml/json-bytes.ts';
import type { KustomizeJob } from '../engine/jobs.ts';
import { digestOf, isObject, list, section } from '../graph/value.ts';
import { kustomizeJob } from '../kustomize-root.ts';
import { SEED } from '../made-twice.ts';
import { readMade } from '../rendered-documents.ts';
import { type RenderTools, renderOnce, type TargetCluster } from '../root-render.ts';
import { inNamespace } from '../scope.ts';

const FOLDER = '.flux/post-render';
const FIELDS = ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'images'];

export interface PostRendered {
  readonly objects: readonly RenderedObject[];
  readonly problems: readonly Problem[];
  /** What a post-renderer asks for that is not known here. */
  readonly unread: readonly string[];
}

/**
 * The objects of a release as its post-renderers leave them: each is a kustomization over what the one before made (fluxcd/helm-controller,
 * `internal/postrender`). Hooks and the definitions of `crds/` do not pass through them.
 *
 * @param namespace of the release, where objects without one land
 */
export async function postRender(
  root: Root,
  objects: readonly RenderedObject[],
  postRenderers: readonly Json[],
  namespace: string,
  cluster: TargetCluster,
  tools: RenderTools,
): Promise<PostRendered> {
  const passing = objects.filter((object) => !isHook(object) && !isDefinition(object));
  let made: readonly RenderedObject[] = passing;
  const unread: string[] = [];
  for (const [index, one] of postRenderers.entries()) {
    const kustomize = section(one, 'kustomize');
    unread.push(...unknownIn(one, kustomize, index));
    const fields = Object.fromEntries(
      FIELDS.flatMap((field) => (list(kustomize, field).length > 0 ? [[field, list(kustomize, field)]] : [])),
    );
    if (Object.keys(fields).length === 0 || made.length === 0) continue;
    const built = await build(root, made, fields, namespace, cluster, tools);
    if ('code' in built) return { objects: [], problems: [built], unread };
    made = built;
  }
  return { objects: [...made, ...objects.filter((object) => !passing.includes(object))], problems: [], unread };
}

function isHook({ value }: RenderedObject): boolean {
  return section(section(value, 'metadata'), 'annotations')['helm.sh/hook'] !== undefined;
}

function isDefinition({ identity, origin }: RenderedObject): boolean {
  return identity.kind === 'CustomResourceDefinition' && /(^|\/)crds\//.test(origin.file);
}

function unknownIn(one: Json, kustomize: JsonObject, index: number): readonly string[] {
  const others = [
    ...Object.keys(isObject(one) ? one : {}).filter((field) => field !== 'kustomize'),
    ...Object.keys(kustomize)
      .filter((field) => !FIELDS.includes(field))
      .map((field) => `kustomize.${field}`),
  ];
  return others.map((field) => `spec.postRenderers[${index}].${field}`);
}

async function build(
  root: Root,
  objects: readonly RenderedObject[],
  fields: JsonObject,
  namespace: string,
  cluster: TargetCluster,
  tools: RenderTools,
): Promise<readonly RenderedObject[] | Problem> {
  const run = async (values: readonly JsonObject[]): Promise<readonly RenderedObject[] | Problem> => {
    const files = [file('kustomization.yaml', { resources: ['all.yaml'], ...fields }), manifests(values)];
    const job: KustomizeJob = { ...kustomizeJob(root, cluster), root: FOLDER, loadRestrictions: 'rootOnly', enableHelm: false };
    const built = await renderOnce(files, job, SEED, tools, () => tools.engine.buildKustomization(files, job, SEED));
    // The file that it names is none of the tree.
    if ('problem' in built) return { code: built.problem.code, root: root.id, params: built.problem.params };
    const read = readMade(
      root.id,
      built.documents.map((bytes) => ({ file: '', bytes })),
    );
    const [problem] = read.problems;
    return problem ?? read.objects.map((object) => inNamespace(object, namespace, read.objects));
  };
  const made = await run(objects.map(({ value }) => value));
  if ('code' in made) return made;
  const makesTexts = objects.some(({ written }) => written !== undefined);
  // The texts that are made anew at each render are left out of the same objects a second time.
  const written = makesTexts ? await run(objects.map((object) => object.written ?? object.value)) : made;
  if ('code' in written) return written;
  const before = new Map(objects.map((object) => [keyOf(object), object]));
  const without = new Map(written.map((object) => [keyOf(object), object.value]));
  return made.map((object) => {
    const known = before.get(keyOf(object));
    const own = known?.written === undefined ? undefined : without.get(keyOf(object));
    return { ...object, ...(known === undefined ? {} : { origin: known.origin }), ...(own === undefined ? {} : { written: own }) };
  });
}

function keyOf({ identity: { group, kind, namespace, name } }: RenderedObject): string {
  return JSON.stringify([group, kind, namespace, name]);
}

function file(name: string, value: JsonObject): SourceFile {
  return { path: `${FOLDER}/${name}`, oid: digestOf(value), bytes: writeJson(value) };
}

function manifests(values: readonly JsonObject[]): SourceFile {
  const bytes = Buffer.concat(values.flatMap((value) => [Buffer.from('---\n'), writeJson(value), Buffer.from('\n')]));
  return { path: `${FOLDER}/all.yaml`, oid: digestOf(values), bytes: new Uint8Array(bytes) };
}
