import type { Assumption } from '../model/report.ts';
import type { Problem, Root } from '../model/root.ts';
import type { SourceFile } from '../model/side.ts';
import type { TemplateUse } from './engine/answers.ts';
import type { EngineResult } from './engine/engine.ts';
import { markGenerated, mayGenerate } from './generated.ts';
import { type MadeDocument, readMade } from './rendered-documents.ts';
import { listSome, type RootRender } from './root-render.ts';

/** The seed of the random numbers that templates draw: one for both sides, so that a difference is a difference of the files. */
export const SEED = 'tilsyn';
const SECOND_SEED = 'tilsyn again';

interface Made<T> {
  readonly answer: T;
  readonly render: RootRender;
}

interface TemplateAnswer {
  readonly uses: readonly TemplateUse[];
  readonly generated: readonly string[];
}

/**
 * Renders a root, and where templates make values up, once more with other random numbers, to tell those from what is written.
 *
 * @param toDocuments names the file of the tree behind each document
 */
export async function makeTwice<T extends TemplateAnswer>(
  root: Root,
  files: readonly SourceFile[],
  render: (seed: string) => Promise<EngineResult<T>>,
  toDocuments: (answer: T, blobs: readonly Uint8Array[]) => readonly MadeDocument[],
): Promise<Made<T> | Problem> {
  const first = await render(SEED);
  if ('problem' in first) return { ...first.problem, root: root.id };
  const { answer } = first;
  const made = readMade(root.id, toDocuments(answer, first.documents));
  const assumptions = assumeOfTemplates(root, answer.uses);
  if (answer.generated.length === 0 && !mayGenerate(files)) return { answer, render: { ...made, assumptions } };

  const again = await render(SECOND_SEED);
  if ('problem' in again) return { ...again.problem, root: root.id };
  const objects = markGenerated(made.objects, readMade(root.id, toDocuments(again.answer, again.documents)).objects, answer.generated);
  if (objects === undefined) return { code: 'root-not-rendered', root: root.id, params: { detail: 'it renders other objects each time' } };
  const generated = objects.filter(({ written }) => written !== undefined).map(({ identity }) => `${identity.kind}/${identity.name}`);
  const drift: readonly Assumption[] =
    generated.length === 0 ? [] : [{ code: 'values-generated', params: { root: root.id, objects: listSome(generated) } }];
  return { answer, render: { objects, problems: made.problems, assumptions: [...assumptions, ...drift] } };
}

/** Features of templates whose answer in a cluster is another than here. */
const UNKNOWN_HERE = ['lookup', 'now', 'random', 'capabilities', 'isUpgrade'];

function assumeOfTemplates(root: Root, uses: readonly TemplateUse[]): readonly Assumption[] {
  const branches = uses.filter(({ branches, feature }) => branches && UNKNOWN_HERE.includes(feature));
  if (branches.length === 0) return [];
  const places = [...new Set(branches.map(({ file, line }) => `${file}:${line}`))];
  const features = [...new Set(branches.map(({ feature }) => feature))].sort();
  return [{ code: 'template-depends', params: { root: root.id, features: features.join(', '), places: listSome(places) } }];
}
