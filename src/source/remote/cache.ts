import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Contents by their SHA-256, in a folder that may be kept between runs: a name tells what must be in the file, so nothing in it has to be trusted. */
export interface ContentCache {
  /** Undefined where it is not there, or is not what its name says. */
  read(sha256: string): Promise<Buffer | undefined>;
  write(sha256: string, content: Buffer): Promise<void>;
}

export function openCache(folder: string): ContentCache {
  const place = (sha256: string): string => join(folder, 'sha256', sha256.slice(0, 2), sha256);
  return {
    read: async (sha256) => {
      const content = await readFile(place(sha256)).catch(() => undefined);
      if (content === undefined) return undefined;
      if (createHash('sha256').update(content).digest('hex') === sha256) return content;
      await rm(place(sha256), { force: true }).catch(() => undefined);
      return undefined;
    },
    write: async (sha256, content) => {
      const [to, from] = [place(sha256), `${place(sha256)}.${randomBytes(6).toString('hex')}`];
      // A cache that cannot be written only costs time.
      await mkdir(dirname(to), { recursive: true })
        .then(() => writeFile(from, content))
        .then(() => rename(from, to))
        .catch(() => undefined);
    },
  };
}

/** For runs that keep nothing. */
export const noCache: ContentCache = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() };
