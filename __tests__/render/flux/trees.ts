import type { Engine } from '../../../src/render/engine/engine.ts';
import { renderTools } from '../../../src/render/root-render.ts';
import { type RenderOptions, renderSide } from '../../../src/render/side.ts';
import { type Files, sideOf } from '../trees.ts';

/** A Flux Kustomization; `more` are further lines of its spec, indented by two. */
export const kustomization = (name: string, path: string, more = '') =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}, namespace: flux-system}\nspec:\n  path: ${path}\n  sourceRef: {kind: GitRepository, name: flux-system}\n${more}`;

export const repository = (url = 'ssh://git@github.com/region/platform', ref = 'branch: main') =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: flux-system, namespace: flux-system}\nspec: {url: "${url}", ref: {${ref}}}\n`;

export const together = (...documents: readonly string[]) => documents.join('---\n');

export async function render(engine: Engine, files: Files, more: Partial<RenderOptions> = {}) {
  const options: RenderOptions = {
    exclude: [],
    kubernetesVersion: '1.35',
    apiVersions: [],
    repository: { name: 'region/platform', branch: 'main' },
    ...more,
  };
  const side = await renderSide(sideOf(files), options, renderTools(engine));
  return {
    ...side,
    ids: side.roots.map(({ id }) => id),
    names: side.objects
      .filter(({ identity }) => identity.kind === 'ConfigMap')
      .map(({ identity, root }) => `${root} ${identity.namespace}/${identity.name}`),
    codes: side.problems.map(({ code }) => code),
    objectNamed: (name: string) => side.objects.find(({ identity }) => identity.name === name)?.value,
  };
}
