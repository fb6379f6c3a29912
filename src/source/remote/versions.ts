import semver from 'semver';

/**
 * The version that a constraint stands for among those that there are: the one of that very name, else the highest that fits. Constraints are Helm's
 * (https://github.com/Masterminds/semver), whose comma joins what npm's grammar joins by a space; versions in the making only fit where one is named.
 */
export function chooseVersion(constraint: string, versions: readonly string[]): string | undefined {
  if (versions.includes(constraint)) return constraint;
  const fitting = versions.filter((version) => fits(constraint, version));
  return fitting.toSorted((left, right) => semver.rcompare(clean(left) ?? '0.0.0', clean(right) ?? '0.0.0'))[0];
}

/** Whether a version is one that a constraint may stand for. Empty: any that is not in the making. */
export function fits(constraint: string, version: string): boolean {
  if (constraint === version) return true;
  const parsed = clean(version);
  const range = semver.validRange(constraint.replaceAll(',', ' '));
  return parsed !== undefined && range !== null && semver.satisfies(parsed, range);
}

/** Tags have an underscore where versions have a plus sign. */
function clean(version: string): string | undefined {
  return semver.parse(version.replace('_', '+'), { loose: true })?.version;
}
