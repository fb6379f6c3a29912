import type { RenderedObject } from '../../model/object.ts';
import { describeRemote, type RemoteContent, type RemoteSource } from '../../model/remote.ts';
import type { Root } from '../../model/root.ts';
import { indexTree, type TreeIndex } from '../graph/tree-index.ts';
import type { RootRender } from '../root-render.ts';

/** A source from outside as a tree of its own: its paths mean nothing in the repository. */
export interface RemoteTree {
  readonly source: RemoteSource;
  readonly content: RemoteContent;
  readonly tree: TreeIndex;
}

export function openRemoteTree(source: RemoteSource, content: RemoteContent): RemoteTree {
  return { source, content, tree: indexTree(content.files) };
}

/** In place of a folder, in the id of a root: the address without the version, so that another version is the same root with other content. */
export function placeOf(source: RemoteSource): string {
  return source.kind === 'helm' ? `${source.url}/${source.chart}` : source.url;
}

/** The root as it stands in the graph: none of its files is of the repository, and it lies where what declares it lies. */
export function asRemoteRoot(root: Root, parent: Root, { source }: RemoteTree): Root {
  const { kustomization: _, release: __, ...rest } = root;
  return { ...rest, path: parent.path, files: [], remote: describeRemote(source) };
}

/** What was rendered of files from outside, said of the file that asks for them: no line of the repository made it, and its own files are nowhere here. */
export function atDeclaration(render: RootRender, declaring: RenderedObject): RootRender {
  const { file } = declaring.origin;
  return {
    assumptions: render.assumptions,
    objects: render.objects.map((object) => ({ ...object, origin: { ...object.origin, file, item: [], rendered: true as const } })),
    problems: render.problems.map(({ code, root, params }) => ({
      code,
      params,
      ...(root === undefined ? {} : { root }),
      ...(file === '' ? {} : { file }),
    })),
  };
}
