import type { JsonObject } from '../../model/json.ts';
import type { Assumption } from '../../model/report.ts';
import type { Problem, Root } from '../../model/root.ts';
import type { Declaration, Deployment, Surroundings } from '../graph/deployment.ts';
import { digestOf, section, text } from '../graph/value.ts';
import { buildKustomization } from '../kustomize-root.ts';
import { readMade } from '../rendered-documents.ts';
import { findMissing, findUnread, type RootRender } from '../root-render.ts';
import { deployedFolder, type KustomizationFolder, prepareFolder } from './kustomization-folder.ts';
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
  if (!source.isCheckout) {
    const content = digestOf([object.value, source.digest]);
    const problem: Problem = { code: 'source-not-available', root: parent.id, params: { what, detail: source.detail, content } };
    return { state: 'unavailable', problem };
  }
  const variables = loadVariables(declaration, surroundings);
  const folder = prepareFolder(spec, surroundings.tree);
  const path = folder?.folder ?? deployedFolder(text(spec, 'path'));
  const root: Root = {
    id: `flux:${path}#${namespace}/${name}${declaration.qualifier === undefined ? '' : `@${declaration.qualifier}`}`,
    kind: 'flux',
    path,
    files: folder?.files ?? [],
    via: [...(parent.via ?? []), parent.id],
    declaredBy: object.identity,
    declaration: digestOf([object.value, variables?.known, [...(variables?.encrypted ?? [])], variables?.absent, source.assumptions]),
    ...(folder?.kustomization === undefined ? {} : { kustomization: folder.kustomization }),
  };
  return {
    state: 'ready',
    root,
    takes: folder?.taken ?? [],
    render: () => renderFolder(root, folder, variables, spec, source.assumptions, surroundings),
  };
}

async function renderFolder(
  root: Root,
  folder: KustomizationFolder | undefined,
  variables: Variables | undefined,
  spec: JsonObject,
  assumptions: readonly Assumption[],
  { tree, cluster, tools, unread }: Surroundings,
): Promise<RootRender> {
  if (folder === undefined)
    return fail({ code: 'root-not-rendered', root: root.id, params: { detail: `the folder ${root.path} is not in the repository` } });
  const side = { files: tree.files, problems: unread };
  const built = await buildKustomization(root, side, cluster, tools);
  if ('problem' in built) return fail({ ...built.problem, root: root.id });
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
    problems: [...made.problems, ...findMissing(root, built.answer.missing), ...findUnread(root, side, (path) => reads.has(path))],
    assumptions: [...made.assumptions, ...assumptions],
  };
}

function fail(problem: Problem): RootRender {
  return { objects: [], problems: [problem], assumptions: [] };
}
