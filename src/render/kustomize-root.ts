import type { Root } from '../model/root.ts';
import type { Side } from '../model/side.ts';
import type { KustomizeAnswer } from './engine/answers.ts';
import type { KustomizeJob } from './engine/jobs.ts';
import { makeTwice } from './made-twice.ts';
import type { MadeDocument } from './rendered-documents.ts';
import { findMissing, findUnread, type RenderTools, type RootRender, renderOnce } from './root-render.ts';

/** Builds one kustomization from the files that it reaches. A file that it wants besides is not there for it, and the build says so. */
export async function renderKustomization(root: Root, side: Side, kubernetesVersion: string, tools: RenderTools): Promise<RootRender> {
  const reached = new Set(root.files);
  const files = root.files.flatMap((path) => side.files.get(path) ?? []);
  const job: KustomizeJob = {
    kind: 'kustomize',
    root: root.path === '.' ? '' : root.path,
    loadRestrictions: 'rootOnly',
    origins: true,
    enableHelm: true,
    kubeVersion: `${kubernetesVersion}.0`,
    apiVersions: [],
    partial: true,
  };
  const inflates = files.some(({ path }) => path.endsWith('/Chart.yaml') || path.endsWith('.tgz'));
  const made = await makeTwice(
    root,
    inflates ? files : [],
    (seed) => renderOnce(files, job, seed, tools, () => tools.engine.buildKustomization(files, job, seed)),
    (answer, blobs) => withOrigins(answer, blobs, side),
  );
  if ('code' in made) return { objects: [], problems: [made], assumptions: [] };
  const missing = [...findMissing(root, made.answer.missing), ...findUnread(root, side, (path) => reached.has(path))];
  return { ...made.render, problems: [...made.render.problems, ...missing] };
}

/** Kustomize says where a resource was read, or in which kustomization it was generated. */
function withOrigins({ documents }: KustomizeAnswer, blobs: readonly Uint8Array[], { files }: Side): readonly MadeDocument[] {
  return blobs.map((bytes, index) => {
    const { path, configuredIn, repo } = documents[index]?.origin ?? {};
    const file = repo ? '' : path || configuredIn || '';
    return { file: files.has(file) ? file : '', bytes };
  });
}
