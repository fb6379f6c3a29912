import type { GitHub, PullRequest } from '../github/port.ts';
import type { Report } from '../model/report.ts';
import type { Hunks, LineRange } from '../report/review-remarks.ts';

/** Lines that a comment may stand on, of the head and of what is taken away. Without new findings nobody asks GitHub for them. */
export async function readHunks(report: Report, pullRequest: PullRequest, github: GitHub): Promise<Hunks> {
  if (!report.findings.some((finding) => finding.change === 'new')) return new Map();
  // GitHub lists no more than so many. What cannot be said on a line is said in the check.
  if (pullRequest.changedFiles >= MOST_LISTED_FILES) return new Map();
  const files = await github.changedFiles(pullRequest);
  return new Map(files.map(({ path, patch }) => [path, patch === undefined ? [] : [...rangesOf(patch), ...removedIn(patch)]]));
}

const MOST_LISTED_FILES = 3_000;

const HEADER = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,(\d+))? @@/;

function rangesOf(patch: string): readonly LineRange[] {
  return [...patch.matchAll(new RegExp(HEADER, 'gm'))]
    .map(([, , start, count]) => ({ start: Number(start), end: Number(start) + Number(count ?? 1) - 1 }))
    .filter(({ start, end }) => end >= start);
}

/** Each run of lines with a minus, by their numbers on the base's side. */
function removedIn(patch: string): readonly LineRange[] {
  const ranges: { start: number; end: number; readonly side: 'LEFT' }[] = [];
  let at = 0;
  for (const line of patch.split('\n')) {
    const header = HEADER.exec(line);
    if (header !== null) {
      at = Number(header[1]);
      continue;
    }
    const last = ranges.at(-1);
    if (line.startsWith('-')) {
      if (last?.end === at - 1) last.end = at;
      else ranges.push({ start: at, end: at, side: 'LEFT' });
    }
    if (line.startsWith('-') || line.startsWith(' ')) at += 1;
  }
  return ranges;
}
