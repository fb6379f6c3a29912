import type { RenderedObject } from '../model/object.ts';
import type { Root } from '../model/root.ts';
import type { Side, SourceFile } from '../model/side.ts';
import { chartDocuments, chartJob, filesOfChart } from './chart-root.ts';
import { placeObjects } from './clusters.ts';
import { filesOfKustomization, kustomizeJob } from './kustomize-root.ts';
import { SEED } from './made-twice.ts';
import { readMade } from './rendered-documents.ts';
import { type RenderTools, renderOnce, type TargetCluster } from './root-render.ts';

/** Files of one root and what they render to when some of them say something else. */
export interface Variants {
  readonly files: readonly SourceFile[];
  /**
   * The objects of the root with these contents in place of its own, by path. Undefined where they do not render. Nothing of it is judged: it shows what
   * depends on what.
   */
  render(changed: ReadonlyMap<string, Uint8Array>): Promise<readonly RenderedObject[] | undefined>;
}

/** Undefined for a root that is no chart or kustomization. */
export function variantsOf(root: Root, side: Side, cluster: TargetCluster, tools: RenderTools): Variants | undefined {
  if (root.kind === 'helm' && root.release !== undefined) {
    const job = chartJob(root, root.release, cluster);
    const files = filesOfChart(root, root.release, side);
    return variants(files, async (own) => {
      const render = (): ReturnType<typeof tools.engine.renderChart> => tools.engine.renderChart(own, job, SEED);
      const made = await (own === files ? renderOnce(own, job, SEED, tools, render) : render());
      if ('problem' in made) return undefined;
      return placeObjects(readMade(root.id, chartDocuments(root, made.answer, made.documents)).objects, root, cluster.clusters);
    });
  }
  if (root.kind !== 'kustomize') return undefined;
  const job = kustomizeJob(root, cluster);
  const files = filesOfKustomization(root, side);
  return variants(files, async (own) => {
    const render = (): ReturnType<typeof tools.engine.buildKustomization> => tools.engine.buildKustomization(own, job, SEED);
    const made = await (own === files ? renderOnce(own, job, SEED, tools, render) : render());
    if ('problem' in made) return undefined;
    const documents = made.documents.map((bytes) => ({ file: '', bytes }));
    return placeObjects(readMade(root.id, documents).objects, root, cluster.clusters);
  });
}

function variants(
  files: readonly SourceFile[],
  render: (files: readonly SourceFile[]) => Promise<readonly RenderedObject[] | undefined>,
): Variants {
  return {
    files,
    render: (changed) =>
      render(changed.size === 0 ? files : files.map((file) => ({ ...file, bytes: changed.get(file.path) ?? file.bytes }))),
  };
}
