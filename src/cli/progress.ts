import type { Engine } from '../render/engine/engine.ts';

/** Where progress is shown. */
interface Display {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A short wait needs no words, and a line is read no faster than this. */
const [quietMilliseconds, pauseMilliseconds] = [1_000, 100];
const startOfEmptyLine = '\r\u001b[K';

/**
 * The engine, with a line on a terminal that counts what it has rendered of what was asked for so far. The line is gone whenever nothing is being
 * rendered, so that what is written then stands alone. Where there is no terminal nothing is shown.
 */
export function withProgress(engine: Engine, display: Display = process.stderr, clock: () => number = () => performance.now()): Engine {
  if (display.isTTY !== true) return engine;
  let [asked, done, shownAt] = [0, 0, 0];
  let since: number | undefined;
  const show = (): void => {
    const now = clock();
    since ??= now;
    if (done === asked && shownAt > 0) display.write(startOfEmptyLine);
    else if (now - since >= quietMilliseconds && now - shownAt >= pauseMilliseconds) {
      display.write(`${startOfEmptyLine}tilsyn: ${done}/${asked}`);
      shownAt = now;
    }
  };
  const count = async <T>(result: Promise<T>): Promise<T> => {
    asked += 1;
    show();
    try {
      return await result;
    } finally {
      done += 1;
      show();
    }
  };
  return {
    digest: engine.digest,
    renderChart: (files, job, seed) => count(engine.renderChart(files, job, seed)),
    buildKustomization: (files, job, seed) => count(engine.buildKustomization(files, job, seed)),
    substitute: (files, job, seed) => count(engine.substitute(files, job, seed)),
    fillTemplates: (job, seed) => count(engine.fillTemplates(job, seed)),
    stop: () => engine.stop(),
  };
}
