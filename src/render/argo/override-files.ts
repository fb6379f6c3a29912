import { joinPath } from '../../discover/manifest-paths.ts';
import type { SourceFile } from '../../model/side.ts';
import { readManifests } from '../../yaml/read.ts';
import type { ApplicationSource } from './application.ts';
import { isObject } from './field.ts';
import { mergePatch } from './merge-patch.ts';
import { type Refusal, refuse } from './refusal.ts';

/**
 * The source as the files `.argocd-source.yaml` and `.argocd-source-<application>.yaml` of its folder change it. They say how manifests are made and
 * nothing of where they come from. https://argo-cd.readthedocs.io/en/stable/user-guide/parameters/#store-overrides-in-git
 *
 * @param folder cleaned path of the source
 */
export function applyOverrideFiles(
  source: ApplicationSource,
  folder: string,
  application: string,
  files: ReadonlyMap<string, SourceFile>,
): ApplicationSource | Refusal {
  let settings = source.settings;
  for (const path of listOverrideFiles(folder, application)) {
    const file = files.get(path);
    if (file === undefined) continue;
    const { documents, problems } = readManifests(path, file.bytes);
    const patch = documents[0]?.value ?? {};
    if (problems.length > 0 || documents.length > 1 || !isObject(patch)) return refuse(`${path} cannot be read`);
    const merged = mergePatch(settings, patch);
    settings = isObject(merged) ? Object.fromEntries(Object.entries(merged).filter(([field]) => SETTINGS.includes(field))) : {};
  }
  return { ...source, settings };
}

/** Files that change how the source renders; a change to one of them changes the application. */
export function listOverrideFiles(folder: string, application: string): readonly string[] {
  return ['.argocd-source.yaml', `.argocd-source-${application}.yaml`].map((name) => joinPath(folder, name));
}

const SETTINGS = ['helm', 'kustomize', 'directory', 'plugin'];
