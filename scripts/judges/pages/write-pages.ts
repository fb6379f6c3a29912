import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { initBare, openGitStore } from '../../../__tests__/evidence/git-store.ts';
import { listOfEachKind, ORIGIN, SIGNER } from '../../../__tests__/evidence/records.ts';
import { inLanguage, situations } from '../../../__tests__/report/fixtures.ts';
import { formatVerifierKey } from '../../../src/evidence/key.ts';
import { sealRecord } from '../../../src/evidence/seal.ts';
import { appendToLog } from '../../../src/evidence/writer.ts';
import { composeHtml } from '../../../src/report/html/report.ts';

const LANGUAGES = ['en', 'da'] as const;

/** One page of each kind in each language: the demo's review, an audit of a log with a record of each kind, and reports of all situations. Returns their names. */
export async function writePages(folder: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const clone = await writeLog(folder);
  const audit = ['audit', clone, '--key', formatVerifierKey(SIGNER), '--from', '2026-01-01', '--now', '2026-12-24T12:00:00Z'];
  const pages = LANGUAGES.flatMap((language): readonly (readonly [string, string])[] => [
    [`demo-${language}.html`, tilsyn('demo', '--format', 'html', '--language', language)],
    [`audit-${language}.html`, tilsyn(...audit, '--format', 'html', '--language', language)],
    ...Object.entries(situations).map(([name, report]) => [`${name}-${language}.html`, composeHtml(inLanguage(report, language))] as const),
  ]);
  for (const [name, text] of pages) writeFileSync(join(folder, name), text);
  rmSync(clone, { recursive: true });
  return pages.map(([name]) => name);
}

async function writeLog(folder: string): Promise<string> {
  const clone = join(folder, 'log.git');
  rmSync(clone, { recursive: true, force: true });
  initBare(clone);
  for (const content of listOfEachKind()) {
    const surroundings = { random: () => 0, sleep: () => Promise.resolve() };
    await appendToLog(openGitStore(clone), [sealRecord(content, SIGNER)], { origin: ORIGIN, signer: SIGNER }, surroundings);
  }
  return clone;
}

/** What the command prints; that it blocks, or that a log of samples does not verify in full, is not the matter here. */
function tilsyn(...args: readonly string[]): string {
  const cli = resolve(import.meta.dirname, '../../../dist/cli.js');
  const { stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (!stdout.startsWith('<!doctype html>')) throw new Error(`tilsyn ${args.join(' ')}: ${stderr}`);
  return stdout;
}
