import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../model/report.ts';
import { composeHtml } from '../report/html/report.ts';
import { writeReport } from '../report/json.ts';
import type { Surroundings } from '../report/page.ts';
import { composeSarif } from '../report/sarif.ts';

/** Writes the report as files that later steps can keep or upload, and returns their paths as outputs of the action. */
export function writeReports(report: Report, folder: string, around: Surroundings): Readonly<Record<string, string>> {
  const files = {
    'report-path': { name: 'tilsyn-report.json', text: `${JSON.stringify(writeReport(report), null, 2)}\n` },
    'html-report-path': { name: 'tilsyn-report.html', text: composeHtml(report, around) },
    'sarif-path': { name: 'tilsyn-report.sarif', text: `${JSON.stringify(composeSarif(report))}\n` },
  };
  return Object.fromEntries(
    Object.entries(files).map(([output, { name, text }]) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return [output, path];
    }),
  );
}
