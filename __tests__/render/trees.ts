import { createHash } from 'node:crypto';
import type { Side } from '../../src/model/side.ts';

export type Files = Readonly<Record<string, string>>;

/** A side with these files, as if they had been read. */
export function sideOf(files: Files): Side {
  return {
    files: new Map(
      Object.entries(files).map(([path, text]) => {
        const bytes = new TextEncoder().encode(text);
        return [path, { path, oid: createHash('sha1').update(bytes).digest('hex'), bytes }];
      }),
    ),
    problems: [],
  };
}

export const chartFile = (name: string, more = ''): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;

export const configMap = (name: string, more = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more === '' ? '' : `data:\n  ${more}\n`}`;
