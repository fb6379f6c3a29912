import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Says which repositories of the replay corpus are there. It names commits of public repositories and holds none of their files. */
export function nameReplay(folder: string): string {
  const file = join(folder, 'replay/replays.jsonl');
  if (!existsSync(file)) return 'replay: not here.';
  const mirror = process.env.REPLAY_MIRROR ?? join(folder, '../../.mirror');
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const repositories = new Map<string, number>();
  for (const row of rows) {
    const { repo } = JSON.parse(row) as { repo: string };
    repositories.set(repo, (repositories.get(repo) ?? 0) + 1);
  }
  const missing = [...repositories].filter(([repo]) => !existsSync(join(mirror, repo.replace('/', '+'))));
  const changes = missing.reduce((sum, [, count]) => sum + count, 0);
  const names = missing.map(([repo, count]) => `  ${repo} (${count})`).sort();
  return [
    `replay: ${rows.length} changes of ${repositories.size} repositories; ${rows.length - changes} changes of ${repositories.size - missing.length} are here, and are not scored yet.`,
    ...(missing.length === 0 ? [] : ['Missing repositories:', ...names]),
  ].join('\n');
}
