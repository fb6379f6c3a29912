import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { writePages } from './pages/write-pages.ts';

// Every page of tilsyn in headless Chromium, in both languages and both colour schemes, judged by axe-core: no violation of any of its rules. Besides:
// nothing is fetched, nothing runs off the page sideways, and on paper nothing is left out. Pictures and prints for looking at land in DIRECTORY.
//   node scripts/judges/pages.ts [DIRECTORY]

const [kept] = process.argv.slice(2);
const folder = kept ?? mkdtempSync(join(tmpdir(), 'tilsyn-pages-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const faults: string[] = [];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const pages = await writePages(folder);
  for (const file of pages) for (const scheme of ['light', 'dark'] as const) await judge(file, scheme, browser);
  console.log(`${pages.length} pages in two colour schemes, ${faults.length} faults`);
} finally {
  await browser.close();
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

async function judge(file: string, scheme: 'light' | 'dark', within: Browser): Promise<void> {
  const say = (what: string) => faults.push(`${file} (${scheme}): ${what}`);
  // The page's own policy forbids scripts, axe's too: it is set aside for axe alone.
  const context = await within.newContext({ colorScheme: scheme, viewport: { width: 1200, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  const address = pathToFileURL(join(folder, file)).href;
  page.on('request', (request) => request.url() === address || say(`asks for ${request.url()}`));
  page.on('console', (message) => say(`the browser says ${message.text()}`));
  await page.goto(address);
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  if (overflow > 0) say(`runs ${overflow} pixels off the side`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(runAxe);
  for (const { id, nodes } of violations) say(`${id}: ${nodes.length} times, first at ${nodes[0]?.html ?? ''}`);
  if (kept !== undefined) await page.screenshot({ path: join(folder, file.replace('.html', `-${scheme}.png`)), fullPage: true });
  if (scheme === 'light') await judgePrint(page, file, say);
  await context.close();
}

/** Runs in the page. */
function runAxe(): Promise<{
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}> {
  return (globalThis as unknown as { axe: { run: () => ReturnType<typeof runAxe> } }).axe.run();
}

async function judgePrint(page: Page, file: string, say: (what: string) => void): Promise<void> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  if (background !== 'rgb(255, 255, 255)') say(`is printed on ${background}`);
  const hidden = await page.evaluate<number>(
    "[...document.querySelectorAll('details > :not(summary)')].filter((one) => !one.checkVisibility({ contentVisibilityAuto: true })).length",
  );
  if (hidden > 0) say(`${hidden} folded parts are not printed`);
  if (kept !== undefined) await page.pdf({ path: join(folder, file.replace('.html', '.pdf')), format: 'A4' });
}
