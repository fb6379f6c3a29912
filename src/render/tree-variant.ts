import { createHash } from 'node:crypto';
import type { RenderedObject } from '../model/object.ts';
import type { Side, SourceFile } from '../model/side.ts';
import { digestOf } from './graph/value.ts';
import type { RenderTools } from './root-render.ts';
import { type RenderOptions, renderSide } from './side.ts';
import type { Variants } from './variant.ts';

/**
 * The same as of one root, of roots whose objects say how others are deployed: there a file is changed in the tree and everything is followed anew. That
 * is done in a part of the tree, where that part alone comes to the same.
 *
 * @param judged objects of the roots that are asked about, as they were judged
 * @param part paths of all files that are known to bear on them
 */
export async function variantsOfTree(
  judged: readonly RenderedObject[],
  part: ReadonlySet<string>,
  side: Side,
  options: RenderOptions,
  tools: RenderTools,
): Promise<Variants> {
  const ids = new Set(judged.map(({ root }) => root));
  const rendered = async (from: Side): Promise<{ readonly objects: readonly RenderedObject[]; readonly problems: number }> => {
    const { objects, problems } = await renderSide(from, options, tools);
    return { objects: objects.filter(({ root }) => ids.has(root)), problems: problems.length };
  };
  const narrow: Side = { files: new Map([...side.files].filter(([path]) => part.has(path))), problems: side.problems };
  const alone = await rendered(narrow);
  const isSame = contentOf(alone.objects) === contentOf(judged);
  const from = isSame ? narrow : side;
  const clean = isSame ? alone : await rendered(side);
  return {
    files: [...from.files.values()],
    render: async (changed) => {
      if (changed.size === 0) return clean.objects;
      const files = new Map(from.files);
      for (const [path, bytes] of changed) files.set(path, renew(path, bytes));
      const again = await rendered({ ...from, files });
      return again.problems > clean.problems ? undefined : again.objects;
    },
  };
}

function contentOf(objects: readonly RenderedObject[]): string {
  return digestOf(objects.map(({ root, value }) => `${root} ${digestOf(value)}`).sort());
}

/** Another content has another name, by which it is known whether it was rendered before. */
function renew(path: string, bytes: Uint8Array): SourceFile {
  return { path, oid: createHash('sha1').update(bytes).digest('hex'), bytes };
}
