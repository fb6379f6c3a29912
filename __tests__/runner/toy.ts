import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An action of one script, to see what the runner gives it and makes of what it does. */
export function makeAction(script: string): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'toy-action-'));
  const metadata = `name: toy
inputs:
  github-token:
    default: \${{ github.token }}
  language:
    default: en
  nothing: {}
runs:
  using: node24
  main: dist/index.js
`;
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'action.yml'), metadata);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'dist', 'index.js'), `import fs from 'node:fs';\nconst env = process.env;\n${script}\n`);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
