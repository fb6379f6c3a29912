import { parse } from 'yaml';
import { z } from 'zod';

/** One version of a chart as the index of its repository lists it. */
export interface ChartVersion {
  readonly version: string;
  /** Absolute, or relative to the index. */
  readonly url: string;
  /** SHA-256 of the archive in hex, where the index says it. */
  readonly digest?: string;
}

const entrySchema = z.looseObject({
  version: z.string(),
  urls: z.array(z.string()).min(1),
  digest: z.string().optional(),
});

/**
 * The versions of one chart. An index may have 50 MiB, of which one chart is a small part, so the lines of that chart are cut out first and only those are
 * parsed. Undefined where the index has no such chart or is none.
 */
export function findVersions(index: Buffer, chart: string): readonly ChartVersion[] | undefined {
  const entries = index.subarray(0, 200).toString('latin1').trimStart().startsWith('{') ? readJson(index, chart) : readBlock(index, chart);
  if (!Array.isArray(entries)) return undefined;
  return entries.flatMap((entry): ChartVersion[] => {
    const read = entrySchema.safeParse(entry);
    if (!read.success) return [];
    const { version, urls, digest = '' } = read.data;
    const sha256 = digest.replace(/^sha256:/, '');
    return [{ version, url: urls[0] ?? '', ...(/^[0-9a-f]{64}$/.test(sha256) ? { digest: sha256 } : {}) }];
  });
}

function readJson(index: Buffer, chart: string): unknown {
  try {
    const { entries } = JSON.parse(index.toString('utf8')) as { readonly entries?: Readonly<Record<string, unknown>> };
    return entries !== undefined && Object.hasOwn(entries, chart) ? entries[chart] : undefined;
  } catch {
    return undefined;
  }
}

function readBlock(index: Buffer, chart: string): unknown {
  const lines = index.toString('utf8').split('\n');
  const start = lines.findIndex((line) => /^entries:\s*$/.test(line));
  if (start < 0) return undefined;
  const indent = /^ */.exec(lines[start + 1] ?? '')?.[0] ?? '';
  const key = lines.findIndex((line, at) => at > start && isKey(line, indent, chart));
  if (indent === '' || key < 0) return undefined;
  // Items of a list may stand as deep as the key that they belong to.
  const end = lines.findIndex(
    (line, at) => at > key && line.trim() !== '' && !line.startsWith(`${indent} `) && !line.startsWith(`${indent}-`),
  );
  try {
    return parse(lines.slice(key + 1, end < 0 ? undefined : end).join('\n'), { maxAliasCount: 0, logLevel: 'silent' }) as unknown;
  } catch {
    return undefined;
  }
}

function isKey(line: string, indent: string, chart: string): boolean {
  return [chart, `"${chart}"`, `'${chart}'`].some((name) => line.trimEnd() === `${indent}${name}:`);
}
