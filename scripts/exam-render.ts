/**
 * Renders the roots of real changes as the native programs did, and compares what came of it byte for byte. It needs clones of the repositories, of which
 * the exam only names commits. With `--write` it puts the result into docs/exams.md. Exit status 1 when a difference has no explanation.
 *
 *   npm run exam:render -- FOLDER [PART OF A REPLAY'S NAME] [--write]
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isMirrored } from './exam/replay/materialise.ts';
import { scoreRenders } from './exam/replay/score-renders.ts';
import { readTruth } from './exam/replay/truth.ts';
import { writeRenders } from './exam/replay/write-renders.ts';
import { writeSection } from './exam/write-page.ts';
import { openEngine } from '../src/render/engine/open.ts';

const [folder = '', wanted = ''] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const exams = resolve(folder);
if (!existsSync(resolve(exams, 'replay/render-truth.jsonl'))) {
  process.stderr.write(
    'Name the folder of the exams, the one that holds replay/render-truth.jsonl: npm run exam:render -- FOLDER [--write]\n',
  );
  process.exit(2);
}

const truth = readTruth(resolve(exams, 'replay')).filter(({ id }) => id.includes(wanted));
const here = truth.filter(({ repository }) => isMirrored(exams, repository));
// A machine with other work on it must not end what it is to judge; what the budget would end is told by its cost.
const engine = openEngine(new URL('../dist/', import.meta.url), { deadlineSeconds: 60 });
const { text, unexplained } = writeRenders(await scoreRenders(exams, here, engine));
await engine.stop();

const absent = [...new Set(truth.filter((row) => !here.includes(row)).map(({ repository }) => repository))].sort();
const page = [
  `${here.length} of ${truth.length} renders of ${new Set(here.map(({ repository }) => repository)).size} repositories.`,
  text,
  ...(absent.length === 0 ? [] : [`Not here: ${absent.join(', ')}.`]),
].join('\n\n');
process.stdout.write(`${page}\n`);
if (process.argv.includes('--write')) writeSection('exams.md', 'exam-render', page);
process.exitCode = unexplained === 0 ? 0 : 1;
