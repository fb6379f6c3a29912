import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Leaves out of the bundles what every start would pay for and no run uses. Zod names its sentences in fifty languages in one object that cannot
 * be shaken off; only its English ones are ever set. `@actions/http-client` and `@actions/github` load a whole HTTP client for the case of a proxy; it
 * is a file of its own, and is loaded when it is first used.
 */
export const leaner: Plugin = {
  name: 'leaner',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
    build.onResolve({ filter: /^undici$/ }, ({ namespace }) =>
      namespace === 'lazy' ? { path: `./${proxyClient}`, external: true } : { path: 'undici', namespace: 'lazy' },
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, () => ({ contents: lazyUndici, loader: 'js' }));
  },
};

/** The file that holds the HTTP client. */
export const proxyClient = 'undici.cjs';

/** Where that client's source is. Throws where the two that use it want two versions. */
export function findProxyClient(root: string): string {
  const found = ['@actions/http-client', '@actions/github'].map((name) =>
    createRequire(join(root, 'node_modules', name, 'package.json')).resolve('undici'),
  );
  if (new Set(found).size > 1) throw new Error(`two versions of undici: ${found.join(', ')}`);
  return found[0] as string;
}

/** All that `@actions/http-client` and `@actions/github` take from it. */
const lazyUndici = `export const ProxyAgent = new Proxy(class {}, {
  construct: (_, args) => Reflect.construct(require('undici').ProxyAgent, args),
});
export const fetch = (...args) => require('undici').fetch(...args);
`;
