/** Names and values of an environment; absent ones are not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment of every git we start: nothing of the caller's but where programs are found and how the network is reached. No configuration of
 * the machine or the user, no prompts, no hooks by environment, no fetches while reading.
 *
 * @param home an empty folder of ours, for tools that insist on one
 */
export function gitEnvironment(caller: Environment, home: string): Environment {
  return {
    ...pick(caller, PASSED_ON),
    HOME: home,
    XDG_CONFIG_HOME: home,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // Replacements and grafts show other content under the same id.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null',
    // Known to git since 2.44; older ones are kept from it by taking the promisor remote out of the configuration.
    GIT_NO_LAZY_FETCH: '1',
  };
}

/** curl reads the lower-case names and, save for HTTP_PROXY, the upper-case ones. */
const PASSED_ON = [
  'PATH',
  'TMPDIR',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_PROXY_SSL_CAINFO',
];

function pick(from: Environment, names: readonly string[]): Environment {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}

/** Settings given to every git on its command line, where no configuration file can override them. */
export const GIT_SETTINGS: readonly string[] = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.attributesFile=/dev/null',
  'core.askPass=',
  'credential.helper=',
  'protocol.version=2',
  'fetch.recurseSubmodules=false',
  'submodule.recurse=false',
  // A redirect could carry the token to another host.
  'http.followRedirects=false',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting]);
