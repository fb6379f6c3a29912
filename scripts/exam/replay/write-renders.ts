import { readFileSync } from 'node:fs';
import type { ScoredRender } from './score-renders.ts';

/** Why a render is not the program's, or why it is there although the program failed. Every root below `root` is meant. */
interface Explanation {
  readonly repository: string;
  readonly root: string;
  readonly reason: string;
}

const file = new URL('./explained-renders.json', import.meta.url);

export interface RenderPage {
  readonly text: string;
  readonly unexplained: number;
}

export function writeRenders(scored: readonly ScoredRender[]): RenderPage {
  const explanations = JSON.parse(readFileSync(file, 'utf8')) as readonly Explanation[];
  const reasonOf = ({ wanted }: ScoredRender): string | undefined =>
    explanations.find(({ repository, root }) => repository === wanted.repository && wanted.root.startsWith(root))?.reason;
  const toExplain = scored.filter(({ result, detail }) => result === 'different' || (result === 'whole' && detail === ''));
  const unexplained = toExplain.filter((one) => reasonOf(one) === undefined);
  const repositories = [...new Set(scored.map(({ wanted }) => wanted.repository))].sort();
  const rows = [
    ...repositories.map((name) =>
      row(
        name,
        scored.filter(({ wanted }) => wanted.repository === name),
      ),
    ),
    row('all', scored),
  ];
  const reasons = [...new Set(toExplain.map(reasonOf))].flatMap((reason) => (reason === undefined ? [] : [reason]));
  return {
    unexplained: unexplained.length,
    text: [
      `| Repository | Programs render | Equal | Equal in number | Different | Programs fail | Rendered whole | In part | Refused |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n${rows.join('\n')}`,
      ...reasons.map((reason) => `- ${reason}\n${list(toExplain.filter((one) => reasonOf(one) === reason))}`),
      unexplained.length === 0 ? 'No difference is unexplained.' : `Unexplained: ${unexplained.length}.\n\n${list(unexplained)}`,
    ].join('\n\n'),
  };
}

function row(name: string, own: readonly ScoredRender[]): string {
  const count = (...results: readonly ScoredRender['result'][]): number => own.filter(({ result }) => results.includes(result)).length;
  const cells = [
    count('equal', 'counted', 'different'),
    count('equal'),
    count('counted'),
    count('different'),
    count('whole', 'part', 'refused'),
    count('whole'),
    count('part'),
    count('refused'),
  ];
  return `| ${name} | ${cells.join(' | ')} |`;
}

function list(own: readonly ScoredRender[]): string {
  return own
    .map(
      ({ wanted, detail }) => `  - ${wanted.repository} ${wanted.commit.slice(0, 10)} ${wanted.root}${detail === '' ? '' : `: ${detail}`}`,
    )
    .join('\n');
}
