import type { Path } from '../model/json.ts';

/** `spec.containers[0].image`; a key that is no plain word stands as `['example.com/key']`. */
export function writePath(path: Path): string {
  return path.map(writeStep).join('').replace(/^\./, '');
}

function writeStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(step) ? `.${step}` : `['${step.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;
}

/** The steps of a path that `writePath` wrote. */
export function readPath(path: string): Path {
  const steps = path.matchAll(/\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|([A-Za-z_][A-Za-z0-9_-]*)/g);
  return [...steps].map(([, index, quoted, word]) =>
    index === undefined ? (word ?? (quoted ?? '').replace(/\\(.)/g, '$1')) : Number(index),
  );
}
