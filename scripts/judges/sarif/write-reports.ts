import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { situations } from '../../../__tests__/report/fixtures.ts';
import { composeSarif } from '../../../src/report/sarif.ts';

// node scripts/judges/sarif/write-reports.ts DIRECTORY: one SARIF file for each situation that a report can tell of.
const [folder = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const [name, report] of Object.entries(situations)) writeFileSync(join(folder, `${name}.sarif`), JSON.stringify(composeSarif(report)));
