import { createHash } from 'node:crypto';
import { addDays } from '../day.ts';
import { type Circumstances, findInsufficient, findMissing, type Judgement, judgeSpan, newest, type Place, section } from '../judgement.ts';
import { readBenchmark } from '../kube-bench.ts';
import type { Register } from '../schema.ts';

/** Failed checks that a message names; the report has the rest. */
const MOST_NAMED = 5;

/** INC-05: the newest report of each cluster is fresh, of this Kubernetes version, and without failures. The report itself is read, not what is said of it. */
export function judgeBenchmarks({ benchmarks }: Register, around: Circumstances): readonly Judgement[] {
  if (benchmarks.length === 0) return [findMissing(section('benchmarks'))];
  return [...new Set(benchmarks.map(({ cluster }) => cluster))].flatMap((cluster) => {
    const own = benchmarks.map((report, index) => ({ report, index })).filter(({ report }) => report.cluster === cluster);
    const latest = newest(own, ({ report }) => report.ranOn)?.entry;
    if (latest === undefined) return [];
    const place: Place = { subject: cluster, entry: latest.report.id, path: ['benchmarks', latest.index] };
    return [judgeReport(latest.report, place, around)];
  });
}

function judgeReport({ file, sha256, ranOn }: Register['benchmarks'][number], place: Place, around: Circumstances): Judgement {
  const bytes = around.read(file);
  if (bytes === undefined) return findInsufficient(place, 'unreadable', { file });
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return findInsufficient(place, 'evidenceDiffers', { file });
  const result = readBenchmark(bytes);
  if (result === undefined) return findInsufficient(place, 'unreadable', { file });
  const other = result.versions.find((version) => version !== around.kubernetesVersion);
  if (other !== undefined) return findInsufficient(place, 'otherVersion', { found: other, expected: around.kubernetesVersion });
  const failed = result.failed.slice(0, MOST_NAMED).join(', ');
  if (result.failed.length > 0) return findInsufficient(place, 'fails', { count: result.failed.length, tests: failed });
  return judgeSpan(place, { from: ranOn, until: addDays(ranOn, around.settings.benchmarkDays) }, undefined, around);
}
