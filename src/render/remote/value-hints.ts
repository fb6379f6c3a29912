import type { Json } from '../../model/json.ts';
import { isObject } from '../graph/value.ts';

const MAX_HINTS = 5;

/**
 * What values of a chart that is not here switch on, as far as a field of that name means in nearly every chart what it means in a pod. It is no finding,
 * for nobody has seen what the chart makes of it. Keys and switches only, never a value that could be secret.
 */
export function findHints(layers: readonly Json[]): string {
  const hints = [...new Set(layers.flatMap((values) => [...hintsIn(values, '', 0)]))];
  const some = hints.slice(0, MAX_HINTS).map((hint) => `\`${hint.replaceAll('`', "'")}\``);
  return [...some, ...(hints.length > MAX_HINTS ? ['…'] : [])].join(', ');
}

function* hintsIn(value: Json, path: string, depth: number): Generator<string> {
  // Deeper than any chart's values; the reader of YAML has a limit of its own.
  if (depth > 100) return;
  if (Array.isArray(value)) {
    for (const [index, inner] of (value as readonly Json[]).entries()) yield* hintsIn(inner, `${path}[${index}]`, depth + 1);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (isTelling(key, inner)) yield `${at}: ${JSON.stringify(inner)}`;
    yield* hintsIn(inner, at, depth + 1);
  }
}

function isTelling(key: string, value: Json): boolean {
  if (value === true)
    return /^(privileged|hostNetwork|hostPID|hostIPC|allowPrivilegeEscalation|insecureSkipVerify|insecureSkipTLSVerify|skipTLSVerify)$/i.test(
      key,
    );
  if (value === false) return /^(runAsNonRoot)$/.test(key);
  if (value === 0) return /^runAsUser$/.test(key);
  if (value === 'latest') return key === 'tag';
  return Array.isArray(value) && /^add$/.test(key) && (value as readonly Json[]).some((item) => item === 'ALL' || item === 'SYS_ADMIN');
}
