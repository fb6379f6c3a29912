/** What is linked into the engine, as CycloneDX 1.6. */

export interface GoModule {
  readonly path: string;
  readonly version: string;
  /** As in go.sum; absent for a module that is replaced. */
  readonly sum?: string;
  readonly replaced: boolean;
  /** Where its files lie. */
  readonly folder: string;
}

/** The modules of which at least one package is linked, sorted. `runGo` runs `go` inside engine/ for the target. */
export function listModules(runGo: (args: readonly string[]) => string): readonly GoModule[] {
  const format =
    '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{if .Replace}}replaced{{else}}{{.Sum}}{{end}} {{.Dir}}{{end}}{{end}}';
  const lines = runGo(['list', '-deps', '-tags=kustomize_disable_go_plugin_support', '-f', format, '.']).split('\n');
  return [...new Set(lines.filter((line) => line !== ''))].sort().map((line) => {
    const [path = '', version = '', sum = '', ...folder] = line.split(' ');
    return { path, version, folder: folder.join(' '), replaced: sum === 'replaced', ...(sum === 'replaced' || sum === '' ? {} : { sum }) };
  });
}

/** No time and no serial number, so that the same sources give the same bytes. */
export function writeSbom(
  modules: readonly GoModule[],
  engine: { readonly versions: Readonly<Record<string, string>>; readonly wasm: string },
): string {
  const components = modules.map(({ path, version, replaced }) => ({
    type: 'library',
    name: path,
    version,
    purl: `pkg:golang/${path}@${version}`,
    ...(replaced ? { properties: [{ name: 'tilsyn:reduced', value: 'parts of the module, see scripts/engine/modules.ts' }] } : {}),
  }));
  const sbom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', name: 'tilsyn-engine', hashes: [{ alg: 'SHA-256', content: engine.wasm }] },
      properties: Object.entries(engine.versions).map(([name, value]) => ({ name: `tilsyn:${name}`, value })),
    },
    components: [{ type: 'platform', name: 'go', version: engine.versions.go }, ...components],
  };
  return `${JSON.stringify(sbom, null, 1)}\n`;
}
