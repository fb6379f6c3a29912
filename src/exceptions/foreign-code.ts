/**
 * A listed image with a listed entry point can still be made to run something else: a shell takes any program as its words, a hook or a probe
 * starts a program of its own, a loader variable loads a library, a mount hides a program behind another. Such a container is not the component.
 */
import { posix } from 'node:path';
import { asList, asText, field } from '../evaluate/json-shape.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** Whether the container brings code of its own, whatever the base says. */
export function bringsCode(container: JsonObject, volumes: Json | undefined): boolean {
  return (
    asList(field(container, 'envFrom')).length > 0 ||
    [...environment(container).keys()].some((name) => LOADERS.has(name.toUpperCase())) ||
    asList(field(container, 'volumeMounts')).some((mount) => hidesProgram(mount, container, volumes))
  );
}

/** Whether what the container does is told by words in the manifest: then only the same words on the base vouch for it. */
export function isScripted(container: JsonObject): boolean {
  const [program, ...words] = asList(field(container, 'command'));
  const args = asList(field(container, 'args'));
  if (program !== undefined && isLauncher(program, container)) return true;
  // Where the image's own entry point is left, it often runs its arguments as a program.
  if (program === undefined && [...words, ...args].some((word) => isLauncher(word, container))) return true;
  return startsPrograms(container);
}

/** The part of a container that decides what a script does, to be compared with the base. */
export function scriptOf(container: JsonObject): Json {
  const fields = ['command', 'args', 'env', 'lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe', 'workingDir'];
  return fields.map((name) => field(container, name) ?? null);
}

/** Programs whose purpose is to run what their arguments say. */
const LAUNCHERS =
  /^(?:sh|ash|bash|dash|zsh|ksh|mksh|csh|tcsh|fish|rbash|busybox|toybox|powershell|pwsh|cmd|env|exec|eval|xargs|find|g?awk|sed|tar|nsenter|chroot|unshare|setpriv|capsh|sudo|su|nohup|setsid|timeout|stdbuf|nice|tini|dumb-init|s6-[a-z-]+|ld-.*|ld\.so.*|python[0-9.]*|perl[0-9.]*|ruby[0-9.]*|nodejs|php[0-9.]*|lua[0-9.]*|java|gdb|strace|socat|nc|ncat|curl|wget|crictl|ctr|docker|kubectl)(?:\.exe)?$/;

function isLauncher(word: Json, container: JsonObject): boolean {
  const text = asText(word);
  if (text === undefined) return true;
  if (text.startsWith('-')) return false;
  const expanded = expand(text, container);
  return expanded === undefined || LAUNCHERS.test(posix.basename(expanded.trim().replaceAll('\\', '/')).toLowerCase());
}

/** The kubelet puts variables in place of `$(NAME)`. Undefined when one of them is not written out in the container itself. */
function expand(text: string, container: JsonObject): string | undefined {
  let known = true;
  const expanded = text.replace(/\$\(([^)]*)\)/g, (_, name: string) => {
    const value = environment(container).get(name);
    if (value === undefined || value.includes('$(')) known = false;
    return value ?? '';
  });
  return known ? expanded : undefined;
}

/** Variables with the texts that stand in the container; undefined for those that come from elsewhere. */
function environment(container: JsonObject): ReadonlyMap<string, string | undefined> {
  return new Map(
    asList(field(container, 'env')).map((entry) => [
      asText(field(entry, 'name')) ?? '',
      field(entry, 'valueFrom') === undefined ? (asText(field(entry, 'value')) ?? '') : undefined,
    ]),
  );
}

const HOOKS = [['lifecycle', 'postStart'], ['lifecycle', 'preStop'], ['livenessProbe'], ['readinessProbe'], ['startupProbe']] as const;

function startsPrograms(container: JsonObject): boolean {
  return HOOKS.some((steps) => {
    let at: Json | undefined = container;
    for (const step of steps) at = field(at, step);
    const exec = field(at, 'exec');
    return exec !== undefined && exec !== null;
  });
}

/** Variables by which a loader, a shell or a language runtime takes code or options from outside, in capitals. */
const LOADERS: ReadonlySet<string> = new Set([
  'LD_PRELOAD',
  'LD_AUDIT',
  'LD_LIBRARY_PATH',
  'GLIBC_TUNABLES',
  'GCONV_PATH',
  'PATH',
  'PATHEXT',
  'PSMODULEPATH',
  'BASH_ENV',
  'ENV',
  'SHELLOPTS',
  'PROMPT_COMMAND',
  'PYTHONPATH',
  'PYTHONHOME',
  'PYTHONSTARTUP',
  'PERL5LIB',
  'PERL5OPT',
  'RUBYLIB',
  'RUBYOPT',
  'NODE_OPTIONS',
  'NODE_PATH',
  'JAVA_TOOL_OPTIONS',
  'JDK_JAVA_OPTIONS',
  '_JAVA_OPTIONS',
  'CLASSPATH',
  'LUA_INIT',
  'LUA_PATH',
  'LUA_CPATH',
  'DOTNET_STARTUP_HOOKS',
  'CORECLR_PROFILER_PATH',
  'OPENSSL_CONF',
  'OPENSSL_ENGINES',
]);

const PARENTS: ReadonlySet<string> = new Set(['/', '/usr', '/usr/local', '/etc']);
const PROGRAMS =
  /^\/(?:(?:usr\/(?:local\/)?)?(?:bin|sbin|lib|lib32|lib64|libx32|libexec)|etc\/ld\.so\.(?:preload|cache|conf|conf\.d))(?:\/|$)/;
/** Data of the node that have their home among the libraries. */
const NODE_DATA = /^\/(?:usr\/)?lib\/(?:modules|os-release)(?:\/|$)/;

function hidesProgram(mount: Json, container: JsonObject, volumes: Json | undefined): boolean {
  const text = asText(field(mount, 'mountPath'));
  if (text === undefined) return true;
  const at = posix.normalize(`/${text}`).replace(/(?<=.)\/$/, '');
  if (NODE_DATA.test(at)) return false;
  if (PARENTS.has(at) || PROGRAMS.test(at)) return true;
  // A single file laid over one in the root folder, where many images have their only program.
  const isFile = [field(mount, 'subPath'), field(mount, 'subPathExpr')].some((part) => part !== undefined && part !== null && part !== '');
  if (isFile && posix.dirname(at) === '/') return true;
  const program = asText(asList(field(container, 'command'))[0]) ?? '';
  const overProgram = program === at || program.startsWith(`${at}/`);
  // What stands in an emptyDir was put there by another container of the pod, which is judged as well.
  return overProgram && !isEmptyDir(field(mount, 'name'), volumes);
}

function isEmptyDir(name: Json | undefined, volumes: Json | undefined): boolean {
  const volume = asList(volumes).find((one) => field(one, 'name') === name);
  return field(volume, 'emptyDir') !== undefined;
}
