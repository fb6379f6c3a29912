import { relative } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Leaves out of the bundles what every start would pay for and no run uses. Zod names its sentences in fifty languages in one object that cannot
 * be shaken off; only its English ones are ever set. `@actions/http-client` loads a whole HTTP client for the case of a proxy, and
 * `@actions/github` the same; it is still in the bundle, and is loaded when it is first used.
 */
export const leaner: Plugin = {
  name: 'leaner',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
    const root = build.initialOptions.absWorkingDir ?? '';
    // Named by who asks, for two may ask for two versions; not by a path of this machine, which would stand in the bundle.
    const nameOf = (folder: string) => `undici of ${relative(root, folder).replaceAll(/\\/g, '/').replaceAll('node_modules/', '')}`;
    build.onResolve({ filter: /^undici$/ }, ({ namespace, resolveDir }) =>
      namespace === 'lazy' ? undefined : { path: nameOf(resolveDir), namespace: 'lazy', pluginData: resolveDir },
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, ({ pluginData }) => ({
      contents: lazyUndici,
      loader: 'js',
      resolveDir: String(pluginData),
    }));
  },
};

/** All that `@actions/http-client` and `@actions/github` take from it. */
const lazyUndici = `export const ProxyAgent = new Proxy(class {}, {
  construct: (_, args) => Reflect.construct(require('undici').ProxyAgent, args),
});
export const fetch = (...args) => require('undici').fetch(...args);
`;
