/** Writes the parts of the README that come from other files: inputs and outputs from `action.yml`. `__tests__/docs` holds it to them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withActionTables } from './docs/action-tables.ts';

const root = join(import.meta.dirname, '..');
const readme = join(root, 'README.md');
writeFileSync(readme, withActionTables(readFileSync(readme, 'utf8'), readFileSync(join(root, 'action.yml'), 'utf8')));
