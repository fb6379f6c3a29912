import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ReportDocument } from '../../src/report/schema.ts';
import type { Exam } from './read-exam.ts';

export type ExamFinding = ReportDocument['findings'][number] & { readonly case: string };

export interface Answers {
  readonly findings: readonly ExamFinding[];
  /** Controls that this build has. */
  readonly controls: ReadonlySet<string>;
  /** Files that were not judged, each with the reason. */
  readonly notAnalysed: readonly string[];
}

const cli = join(import.meta.dirname, '../../dist/cli.js');

/** Runs the built command line over all cases of an exam, one run a Kubernetes version where the cases name theirs. */
export function answer(exam: Exam): Answers {
  const scratch = mkdtempSync(join(tmpdir(), 'tilsyn-exam-'));
  try {
    const versions = new Set<string>();
    for (const { case: name, files } of exam.expectations) {
      const version = /^v(1\.\d+)-/.exec(name)?.[1] ?? '';
      versions.add(version);
      for (const file of files) {
        const target = join(scratch, version, file.replace(/^cases\//, ''));
        mkdirSync(dirname(target), { recursive: true });
        cpSync(join(exam.folder, file), target);
      }
    }
    const reports = [...versions].sort().map((version) => check(join(scratch, version), version));
    return {
      findings: reports.flatMap(({ findings }) => findings.map((one) => ({ ...one, case: (one.file ?? '').split('/')[0] ?? '' }))),
      controls: new Set(reports.flatMap(({ controls }) => controls.map(({ id }) => id))),
      notAnalysed: reports.flatMap(({ notAnalysed }) => notAnalysed.map(({ file, code }) => `${file ?? ''}: ${code}`)),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A report, or an error with what the command said: an exam without an answer is no exam passed. */
export function check(folder: string, version = '', more: readonly string[] = []): ReportDocument {
  const flags = version === '' ? [] : ['--kube-version', version];
  const done = spawnSync(process.execPath, [cli, 'check', folder, '--format', 'json', ...flags, ...more], {
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
  });
  if (done.error !== undefined || ![0, 1, 2].includes(done.status ?? -1) || !done.stdout.startsWith('{'))
    throw new Error(`No report of ${folder} (exit ${done.status}): ${done.error?.message ?? done.stderr.slice(-500)}`);
  return JSON.parse(done.stdout) as ReportDocument;
}
