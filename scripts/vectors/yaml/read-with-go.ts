import { execFileSync } from 'node:child_process';
import type { Vector } from '../../../__tests__/yaml/vectors.ts';

/** What Kubernetes' readers make of each text. Needs Go. */
export function readWithGo(inputs: readonly string[]): readonly Vector[] {
  const options = { cwd: import.meta.dirname, input: JSON.stringify(inputs), encoding: 'utf8', maxBuffer: 1 << 30 } as const;
  return JSON.parse(execFileSync('go', ['run', '.'], options)) as readonly Vector[];
}
