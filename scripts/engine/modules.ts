/** The modules that stand in for originals in the engine, and why each does. Sizes are those of the uncompressed module. */

export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

export interface StubModule {
  readonly path: string;
  readonly version: string;
  /** The original's sum as in go.sum; absent when nothing of it is taken. */
  readonly sum?: string;
  /** Files, or folders as `folder/**`, taken from the original; tests stay behind. */
  readonly take?: readonly string[];
  readonly leave?: readonly string[];
  readonly edits?: readonly Edit[];
  /** What its go.mod requires; absent: the original's go.mod. */
  readonly requires?: readonly string[];
}

const kustomizeImport = {
  find: '\t"sigs.k8s.io/kustomize/api/internal/git"\n',
  put: '\t"sigs.k8s.io/kustomize/api/internal/git"\n\t"sigs.k8s.io/kustomize/api/outside"\n',
};
const inflation = 'internal/builtins/HelmChartInflationGenerator.go';

export const stubModules: readonly StubModule[] = [
  {
    // Helm links the whole client for `lookup` and for a list of API versions: 50 MB. It must stay a requirement, because Helm reads its version from the build.
    path: 'k8s.io/client-go',
    version: 'v0.37.1',
    requires: ['k8s.io/apimachinery v0.37.1'],
  },
  { path: 'k8s.io/apiextensions-apiserver', version: 'v0.37.1', requires: [] },
  {
    path: 'k8s.io/apimachinery',
    version: 'v0.37.1',
    sum: 'h1:hGCYyvKHCwtwMitj2vU4vYx0Z16N9GyZk9BBnz0wDAE=',
    take: [
      'LICENSE',
      'pkg/util/version/**',
      'pkg/util/yaml/**',
      'pkg/util/json/**',
      'pkg/version/**',
      'pkg/runtime/schema/group_version.go',
      'pkg/runtime/schema/interfaces.go',
    ],
    requires: ['sigs.k8s.io/json v0.0.0-20250730193827-2d320260d730', 'sigs.k8s.io/yaml v1.6.0'],
  },
  {
    // Kustomize needs the schema types; the bridge to gnostic and protobuf beside them is 6 MB that nothing calls.
    path: 'k8s.io/kube-openapi',
    version: 'v0.0.0-20260721132016-d427ff9ee9ad',
    sum: 'h1:oXImqH8mQNk7PmvzKhmN3ddJoY6OnyM225MXwGHPm0A=',
    take: ['LICENSE', 'pkg/validation/spec/**', 'pkg/internal/**'],
    leave: ['pkg/validation/spec/gnostic.go'],
    requires: ['github.com/go-openapi/jsonreference v1.0.0', 'github.com/go-openapi/swag v0.27.1'],
  },
  {
    // Compiles its metaschemas at start, 40 ms of every job; here when the first schema is compiled.
    path: 'github.com/santhosh-tekuri/jsonschema/v6',
    version: 'v6.0.3',
    sum: 'h1:1EYB5IzjZawrrnELUi78f9fPu57HuXjmddZPjrls/28=',
    take: ['./**', 'kind/**', 'metaschemas/**', 'go.mod'],
    edits: [
      {
        file: 'compiler.go',
        find: 'func NewCompiler() *Compiler {\n',
        put: 'func NewCompiler() *Compiler {\n\tcompileDraftsOnce.Do(compileDrafts)\n\treturn newCompiler()\n}\n\nfunc newCompiler() *Compiler {\n',
      },
      {
        file: 'draft.go',
        find: 'func init() {\n\tc := NewCompiler()\n',
        put: 'var compileDraftsOnce sync.Once\n\nfunc compileDrafts() {\n\tc := newCompiler()\n',
      },
      { file: 'draft.go', find: '\t"strings"\n)', put: '\t"strings"\n\t"sync"\n)' },
    ],
  },
  {
    // Ends endless `tpl`, fetches no schema, and keeps values out of two error texts.
    path: 'helm.sh/helm/v4',
    version: 'v4.3.1',
    sum: 'h1:UndCoLe9UPmNoL7IvWzaUXveL7T5t/ijoorEmgJdI9g=',
    take: [
      'LICENSE',
      'internal/version/*',
      'internal/copystructure/*',
      'internal/sympath/*',
      'internal/chart/v3/*',
      'pkg/chart/*',
      'pkg/chart/common/**',
      'pkg/chart/loader/archive/*',
      'pkg/chart/v2/*',
      'pkg/chart/v2/loader/*',
      'pkg/chart/v2/util/*',
      'pkg/engine/*',
      'pkg/ignore/*',
      'pkg/release/common/*',
      'pkg/release/v1/*',
      'pkg/release/v1/util/*',
      'pkg/strvals/*',
    ],
    edits: [
      {
        file: 'pkg/engine/engine.go',
        find: '\treturn func(tpl string, vals any) (string, error) {\n\t\tt, err := parent.Clone()\n',
        put: '\treturn func(tpl string, vals any) (string, error) {\n\t\tif err := enterTpl(includedNames); err != nil {\n\t\t\treturn "", err\n\t\t}\n\t\tdefer leaveTpl(includedNames)\n\t\tt, err := parent.Clone()\n',
      },
      {
        file: 'pkg/engine/engine.go',
        find: 'fmt.Errorf("cannot parse template %q: %w", tpl, err)',
        put: 'fmt.Errorf("cannot parse the text given to tpl: %w", err)',
      },
      {
        file: 'pkg/engine/engine.go',
        find: 'fmt.Errorf("error during tpl function execution for %q: %w", tpl, err)',
        put: 'fmt.Errorf("error during tpl function execution: %w", err)',
      },
      {
        file: 'pkg/chart/common/util/jsonschema.go',
        find: '\t\t"file":  jsonschema.FileLoader{},\n\t\t"http":  newHTTPURLLoader(),\n\t\t"https": newHTTPURLLoader(),\n',
        put: '\t\t"file":  refusingLoader{},\n\t\t"http":  refusingLoader{},\n\t\t"https": refusingLoader{},\n',
      },
    ],
    requires: [
      'github.com/BurntSushi/toml v1.6.0',
      'github.com/Masterminds/semver/v3 v3.5.0',
      'github.com/Masterminds/sprig/v3 v3.3.0',
      'github.com/cyphar/filepath-securejoin v0.7.0',
      'github.com/gobwas/glob v0.2.3',
      'github.com/santhosh-tekuri/jsonschema/v6 v6.0.3',
      'go.yaml.in/yaml/v3 v3.0.5',
      'golang.org/x/crypto v0.58.0',
      'golang.org/x/text v0.43.0',
      'k8s.io/apiextensions-apiserver v0.37.1',
      'k8s.io/apimachinery v0.37.1',
      'k8s.io/client-go v0.37.1',
      'sigs.k8s.io/yaml v1.6.0',
    ],
  },
  {
    // What Kustomize takes from git, the network and the helm program, it asks of package `outside` here.
    path: 'sigs.k8s.io/kustomize/api',
    version: 'v0.21.2',
    sum: 'h1:MRyw+zLnFBP+G40gZJoKZErAuRiOPEPao+ddS9L6xt4=',
    take: ['filters', 'hasher', 'ifc', 'internal', 'konfig', 'krusty', 'kv', 'provenance', 'provider', 'resmap', 'resource', 'types']
      .map((folder) => `${folder}/**`)
      .concat('LICENSE', 'go.mod'),
    leave: ['internal/git/gitrunner.go', 'internal/git/cloner.go'],
    edits: [
      {
        file: 'internal/git/repospec.go',
        find: 'return func() error { return fSys.RemoveAll(x.Dir.String()) }',
        put: 'return func() error { return nil }',
      },
      { file: 'internal/loader/fileloader.go', ...kustomizeImport },
      { file: 'internal/loader/fileloader.go', find: 'return fl.httpClientGetContent(path)', put: 'return outside.Fetch(path)' },
      {
        file: 'internal/target/kusttarget.go',
        find: '\t"sigs.k8s.io/kustomize/api/internal/kusterr"\n',
        put: '\t"sigs.k8s.io/kustomize/api/internal/git"\n\t"sigs.k8s.io/kustomize/api/internal/kusterr"\n',
      },
      {
        file: 'internal/target/kusttarget.go',
        find: '\t\tif errF := kt.accumulateFile(ra, path); errF != nil {\n',
        put: '\t\tif errF := kt.accumulateFile(ra, path); errF != nil {\n\t\t\tif git.LeaveOut(path, kt.ldr.Root(), "resource") {\n\t\t\t\tcontinue\n\t\t\t}\n',
      },
      {
        file: 'internal/target/kusttarget.go',
        find: '\t\tldr, errL := kt.ldr.New(path)\n',
        put: '\t\tif git.LeaveOut(path, kt.ldr.Root(), "component") {\n\t\t\tcontinue\n\t\t}\n\t\tldr, errL := kt.ldr.New(path)\n',
      },
      {
        file: 'krusty/kustomizer.go',
        find: '\terr = kt.Load()\n\tif err != nil {\n\t\treturn nil, err\n\t}\n',
        put: '\terr = kt.Load()\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\tkt.AddBuildMetadata()\n',
      },
      {
        file: inflation,
        find: '\t"sigs.k8s.io/kustomize/api/konfig"\n',
        put: '\t"sigs.k8s.io/kustomize/api/konfig"\n\t"sigs.k8s.io/kustomize/api/outside"\n',
      },
      { file: inflation, find: '\ttmpDir string\n}', put: '\ttmpDir string\n\tvalues []byte\n}' },
      { file: inflation, find: '\tp.tmpDir, err = os.MkdirTemp("", "kustomize-helm-")\n\treturn err\n', put: '\treturn nil\n' },
      {
        file: inflation,
        find: '\tpath := filepath.Join(p.tmpDir, p.Name+"-kustomize-values.yaml")\n\treturn path, errors.WrapPrefixf(os.WriteFile(path, b, 0644), "failed to write values file")\n',
        put: '\tp.values = b\n\treturn "", nil\n',
      },
      {
        file: inflation,
        find: '\tif err = p.checkHelmVersion(); err != nil {\n\t\treturn nil, err\n\t}\n\tif path, exists := p.chartExistsLocally(); !exists {\n',
        put: '\tif path := filepath.Join(p.absChartHome(), p.Name); !outside.HasChart(path) {\n',
      },
      {
        file: inflation,
        find: '\t\tif _, err := p.runHelmCommand(p.pullCommand()); err != nil {\n\t\t\treturn nil, err\n\t\t}\n',
        put: '\t\treturn resmap.New(), outside.MissChart(p.HelmChart, path, p.h.Loader().Root())\n',
      },
      {
        file: inflation,
        find: 'stdout, err = p.runHelmCommand(p.AsHelmArgs(p.absChartHome()))',
        put: 'stdout, err = outside.Inflate(p.HelmChart, filepath.Join(p.absChartHome(), p.Name), p.values)',
      },
    ],
  },
];
