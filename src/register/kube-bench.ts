import { z } from 'zod';

/** A report of kube-bench, `--json`. Its own sums are left aside: what counts are the results. It carries no day, so that stands in the register. */
const report = z.object({
  Controls: z
    .array(
      z.object({
        detected_version: z.string().optional(),
        tests: z
          .array(
            z.object({
              results: z.array(z.object({ test_number: z.string(), status: z.enum(['PASS', 'FAIL', 'WARN', 'INFO']) })).nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .min(1),
});

export interface BenchmarkResult {
  /** Kubernetes versions that it ran against, as minors such as `1.35`; a file of several nodes may name several. */
  readonly versions: readonly string[];
  /** Numbers of the checks that failed, sorted. */
  readonly failed: readonly string[];
}

/** The outcome of a report; undefined when it is none, or holds no single passed or failed check. */
export function readBenchmark(bytes: Uint8Array): BenchmarkResult | undefined {
  const parsed = report.safeParse(parse(bytes));
  if (!parsed.success) return undefined;
  const { Controls } = parsed.data;
  const results = Controls.flatMap(({ tests }) => (tests ?? []).flatMap(({ results: own }) => own ?? []));
  if (!results.some(({ status }) => status === 'PASS' || status === 'FAIL')) return undefined;
  const versions = Controls.flatMap(({ detected_version: version }) => /^v?(\d+\.\d+)/.exec(version ?? '')?.[1] ?? []);
  const failed = results.filter(({ status }) => status === 'FAIL').map(({ test_number: number }) => number);
  return { versions: [...new Set(versions)], failed: [...new Set(failed)].sort() };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
