import type { Finding } from '../model/finding.ts';
import type { Json } from '../model/json.ts';

/**
 * What mends a finding, set at the finding's own path: by control and message. Only where one value is right whatever the workload is: nobody can invent the
 * digest of an image, an amount of memory or a user.
 */
const RECIPES: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'WKL-02': { privileged: false, operatorPrivileged: false },
  'WKL-03': { hostPID: false, hostIPC: false, hostNetwork: false },
  'WKL-05': { allowed: false, missing: false, operatorAllowed: false },
  'WKL-06': { podRootAllowed: true, rootAllowed: true, missing: true, userWithoutPromise: true },
  'WKL-07': { missing: ['ALL'], missingAll: ['ALL'] },
  'WKL-08': { podSeccomp: 'RuntimeDefault', seccomp: 'RuntimeDefault', seccompMissing: 'RuntimeDefault' },
  'AUT-14': { defaultAccount: false, unusedToken: false },
};

/** Undefined where nothing is known to mend it. */
export function findRecipe({ control, messageKey }: Finding): Json | undefined {
  const recipes = Object.hasOwn(RECIPES, control) ? RECIPES[control] : undefined;
  return recipes !== undefined && Object.hasOwn(recipes, messageKey) ? recipes[messageKey] : undefined;
}
