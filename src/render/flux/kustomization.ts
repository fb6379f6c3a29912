import { joinPath } from '../../discover/manifest-paths.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Assumption } from '../../model/report.ts';
import type { Problem, Root } from '../../model/root.ts';
import type { Declaration, Deployment, Surroundings } from '../graph/deployment.ts';
import { digestOf, section, text } from '../graph/value.ts';
import { addPartsOfKustomization, buildKustomization } from '../kustomize-root.ts';
import { lackProblem, missingProblems } from '../remote/parts.ts';
import { asRemoteRoot, atDeclaration, placeOf } from '../remote/remote-tree.ts';
import { readMade } from '../rendered-documents.ts';
import { findUnread, type RootRender } from '../root-render.ts';
import { deployedFolder, type KustomizationFolder, prepareFolder } from './kustomization-folder.ts';
import { findRemoteSource } from './remote-source.ts';
import { referenceIn, resolveSource } from './sources.ts';
import { addCommonMetadata, substituteDocuments } from './substitute.ts';
import { loadVariables, type Variables } from './variables.ts';

/** A Flux Kustomization as a root of the checkout, or why it is none. Whether it is suspended does not matter: it will not stay so. */
export function readFluxKustomization(declaration: Declaration, surroundings: Surroundings): Deployment {
  const { object, parent } = declaration;
  const { namespace, name } = object.identity;
  const spec = section(object.value, 'spec');
  const what = `Kustomization ${namespace}/${name}`;
  const source = resolveSource(referenceIn(section(spec, 'sourceRef'), namespace), declaration, surroundings);
  const elsewhere = findRemoteSource(source, { name: '', version: '' }, surroundings.remote);
  const remote = elsewhere !== undefined && 'remote' in elsewhere ? elsewhere.remote : undefined;
  if (!source.isCheckout && remote === undefined) {
    const content = digestOf([object.value, source.digest]);
    const problem: Problem =
      elsewhere !== undefined && 'source' in elsewhere
        ? lackProblem(parent.id, elsewhere.source, elsewhere.missing, { what, content })
        : { code: 'source-not-available', root: parent.id, params: { what, detail: source.detail, content } };
    return { state: 'unavailable', problem };
  }
  const variables = loadVariables(declaration, surroundings);
  const folder = prepareFolder(spec, remote?.tree ?? surroundings.tree);
  const path = folder?.folder ?? deployedFolder(text(spec, 'path'));
  const assumptions = source.isCheckout ? source.assumptions : [];
  const place = remote === undefined ? path : joinPath(placeOf(remote.source), path);
  const root: Root = {
    id: `flux:${place}#${namespace}/${name}${declaration.qualifier === undefined ? '' : `@${declaration.qualifier}`}`,
    kind: 'flux',
    path,
    files: folder?.files ?? [],
    via: [...(parent.via ?? []), parent.id],
    declaredBy: object.identity,
    declaration: digestOf([
      object.value,
      variables?.known,
      [...(variables?.encrypted ?? [])],
      variables?.absent,
      assumptions,
      ...(remote === undefined ? [] : [remote.content.sha256]),
    ]),
    ...(folder?.kustomization === undefined ? {} : { kustomization: folder.kustomization }),
  };
  if (remote === undefined)
    return {
      state: 'ready',
      root,
      takes: folder?.taken ?? [],
      render: () => renderFolder(root, folder, variables, spec, assumptions, surroundings),
    };
  const around = { ...surroundings, tree: remote.tree, unread: remote.content.problems };
  return {
    state: 'ready',
    root: asRemoteRoot(root, parent, remote),
    takes: [],
    render: async () => atDeclaration(await renderFolder(root, folder, variables, spec, assumptions, around), object),
  };
}

async function renderFolder(
  given: Root,
  folder: KustomizationFolder | undefined,
  variables: Variables | undefined,
  spec: JsonObject,
  assumptions: readonly Assumption[],
  { tree, cluster, tools, unread, remote }: Surroundings,
): Promise<RootRender> {
  if (folder === undefined)
    return fail({ code: 'root-not-rendered', root: given.id, params: { detail: `the folder ${given.path} is not in the repository` } });
  const side = { files: tree.files, problems: unread, ...(remote === undefined ? {} : { remote }) };
  const root = await addPartsOfKustomization(given, side, cluster, tools);
  const built = await buildKustomization(root, side, cluster, tools);
  if ('problem' in built)
    return fail({ ...built.problem, root: root.id }, ...(remote === undefined ? [] : missingProblems(root, built.missing ?? [], remote)));
  const made: RootRender =
    variables === undefined
      ? {
          ...readMade(
            root.id,
            built.documents.map((bytes) => ({ file: '', bytes })),
          ),
          assumptions: [],
        }
      : await substituteDocuments(root, built.documents, variables, tools);
  const reads = new Set(root.files);
  const common = section(spec, 'commonMetadata');
  return {
    objects: made.objects.map((object) => addCommonMetadata(object, common)),
    problems: [
      ...made.problems,
      ...missingProblems(root, built.answer.missing, remote),
      ...findUnread(root, side, (path) => reads.has(path)),
    ],
    assumptions: [...made.assumptions, ...assumptions],
  };
}

function fail(...problems: readonly Problem[]): RootRender {
  return { objects: [], problems, assumptions: [] };
}
