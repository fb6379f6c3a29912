/**
 * Sits the neutral exams with the built command line: public test suites that nobody of this project wrote, split into cases. Prints how each
 * control did and every miss; with `--write` puts the same into docs/exams.md. Exit status 1 when a miss has no explanation.
 *
 *   npm run exam -- FOLDER [--write] [--replay]
 *
 * With `--replay` real changes of public repositories are judged as well, which takes minutes for the large ones among them.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readExplanations } from './exam/explain.ts';
import { findExams, readTopics } from './exam/read-exam.ts';
import { writeReplay } from './exam/replay.ts';
import { answer } from './exam/run-check.ts';
import { score } from './exam/score.ts';
import { countBy, nameLine, sortMisses, writeTable } from './exam/tables.ts';
import { writeSection } from './exam/write-page.ts';

const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined || !existsSync(resolve(folder, 'topics.json'))) {
  process.stderr.write('Name the folder of the exams, the one that holds topics.json: npm run exam -- FOLDER [--write]\n');
  process.exit(2);
}

const topics = readTopics(folder);
const lines = [];
for (const exam of findExams(folder)) {
  const answers = answer(exam);
  lines.push(...score(exam, answers, topics));
  for (const file of answers.notAnalysed) process.stdout.write(`not analysed: ${exam.name} ${file}\n`);
}

const { explained, unexplained, notBuilt } = sortMisses(lines, readExplanations());
const tables = [
  writeTable('Exam', [...countBy(lines, ({ exam }) => [exam]), ...countBy(lines, () => ['all'])]),
  writeTable(
    'Control',
    countBy(lines, ({ expectation }) => expectation.ours ?? []),
  ),
];
const reasons = [...new Set(explained.map(([, { reason }]) => reason))].map((reason) => {
  const own = explained.filter(([, explanation]) => explanation.reason === reason);
  return `- ${reason}\n${own.map(([line]) => `  - ${nameLine(line)}`).join('\n')}`;
});
const missing = [...notBuilt].sort(([a], [b]) => (a < b ? -1 : 1)).map(([control, count]) => `${control} (${count})`);
const page = [
  ...tables,
  explained.length === 0 ? '' : `Explained misses: ${explained.length}.\n\n${reasons.join('\n')}`,
  unexplained.length === 0
    ? 'No miss is unexplained.'
    : `Unexplained misses: ${unexplained.length}.\n\n${unexplained.map((line) => `- ${nameLine(line)}`).join('\n')}`,
  missing.length === 0 ? '' : `Lines of controls that this build does not have: ${missing.join(', ')}.`,
].filter((part) => part !== '');

process.stdout.write(`${page.join('\n\n')}\n`);
if (flags.includes('--replay')) process.stdout.write(`\n${writeReplay(folder)}\n`);
if (flags.includes('--write')) writeSection('exams.md', 'exam', page.join('\n\n'));
process.exitCode = unexplained.length === 0 ? 0 : 1;
