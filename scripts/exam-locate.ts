import { join } from 'node:path';
import { openEngine } from '../src/render/engine/open.ts';
import { goldenCases, madeCases } from './locate/cases.ts';
import { deployedCases } from './locate/deployed-cases.ts';
import { examineCase, type LocateResult } from './locate/examine.ts';

/* How often findings are put on a line, and whether the line explains them. `node scripts/exam-locate.ts [part of a case's name] [--all]` */

const root = join(import.meta.dirname, '..');
const [wanted = ''] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const engine = openEngine(new URL('../dist/', import.meta.url), { worker: new URL('../src/render/engine/worker.ts', import.meta.url) });
const cases = [...madeCases(), ...deployedCases(), ...goldenCases(join(root, '__tests__/render/engine'))].filter(({ name }) =>
  name.includes(wanted),
);
const results: LocateResult[] = [];
for (const one of cases) results.push(...(await examineCase(one, engine)));
await engine.stop();

const shown = process.argv.includes('--all') ? results : results.filter(({ proved }) => proved === false);
for (const { text, proved } of shown) console.log(`${proved === false ? 'NOT PROVED ' : ''}${text}`);
const share = (part: number, whole: number): string => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;
for (const kind of ['plain', 'kustomize', 'helm', 'flux', 'argocd'] as const) {
  const own = results.filter((one) => one.kind === kind);
  const counts = (['exact', 'derived', 'file', 'none'] as const).map(
    (precision) => `${precision} ${share(own.filter((one) => one.precision === precision).length, own.length)}`,
  );
  const lines = own.filter(({ proved }) => proved !== undefined);
  console.log(
    `${kind}: ${own.length} findings, ${counts.join(', ')}; of ${lines.length} lines ${share(lines.filter(({ proved }) => proved).length, lines.length)} proved`,
  );
}
process.exitCode = results.some(({ proved }) => proved === false) ? 1 : 0;
