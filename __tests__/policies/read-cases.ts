import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../src/model/json.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import { readManifests } from '../../src/yaml/read.ts';
import { makeObject } from '../evaluate/make-object.ts';

export const policies = fileURLToPath(new URL('../../policies/', import.meta.url));

export interface ExpectedFinding {
  /** `Kind/namespace/name`. */
  readonly object: string;
  readonly path: string;
  readonly messageKey: string;
  readonly status?: string;
  readonly impliedBy?: string;
}

interface Expected {
  readonly kubernetesVersion?: string;
  readonly parameters?: JsonObject;
  readonly today?: string;
  readonly root?: string;
  /** False where the control has nothing to look at. */
  readonly examined?: boolean;
  readonly findings: readonly ExpectedFinding[];
}

export interface Case {
  readonly control: string;
  readonly name: string;
  readonly objects: readonly RenderedObject[];
  /** From `base.yaml`: what was there before the change, for controls that compare. */
  readonly base?: readonly RenderedObject[];
  readonly expected: Expected;
}

/** Folder of each control, relative to `policies`. */
export function controlFolders(): readonly string[] {
  return folders(policies)
    .filter((family) => family !== 'lib' && family !== 'schema')
    .flatMap((family) => folders(join(policies, family)).map((control) => `${family}/${control}`));
}

export function readCases(folder: string): readonly Case[] {
  const control = folder.slice(folder.indexOf('/') + 1).toUpperCase();
  const names = folders(join(policies, folder, 'cases')).filter((name) => existsSync(join(policies, folder, 'cases', name, 'input.yaml')));
  return names.map((name) => {
    const place = join(policies, folder, 'cases', name);
    const expected = JSON.parse(readFileSync(join(place, 'expected.json'), 'utf8')) as Expected;
    const objects = readObjects(join(place, 'input.yaml'), expected.root);
    const base = join(place, 'base.yaml');
    return { control, name, expected, objects, ...(existsSync(base) ? { base: readObjects(base, expected.root) } : {}) };
  });
}

function readObjects(file: string, root: string | undefined): readonly RenderedObject[] {
  const { documents, problems } = readManifests('input.yaml', readFileSync(file));
  if (problems.length > 0) throw new Error(`${file}: ${JSON.stringify(problems)}`);
  return documents.map(({ value }) => makeObject(value as JsonObject, root));
}

export function folders(place: string): readonly string[] {
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
