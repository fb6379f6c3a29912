import type { HelmAnswer } from '../../../src/render/engine/answers.ts';

/**
 * The stream that `helm template` writes of what the engine answers: manifests, then hooks, each under its source; no definitions of `crds/`
 * (helm/helm, `pkg/cmd/template.go` and `pkg/action/action.go`: `renderResources`).
 */
export function asHelmWrites({ documents }: HelmAnswer, blobs: readonly Uint8Array[]): string {
  const parts = documents.map(({ kind, source }, index) => ({ kind, text: `---\n# Source: ${source}\n${decode(blobs[index])}\n` }));
  const texts = (kinds: readonly string[]): string =>
    parts
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ text }) => text)
      .join('');
  return `${texts(['manifest']).trim()}\n${texts(['hook', 'test'])}`;
}

export function asKustomizeWrites(blobs: readonly Uint8Array[]): string {
  return blobs.map(decode).join('---\n');
}

function decode(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
