import type { Configuration } from '../config/schema.ts';

/** The numbers by which the register is judged, each under the name by which METADATA states it and the configuration sets it. House defaults. */
export const registerNumbers = {
  /** How long before its last day an entry is shown as soon to expire. */
  warnDays: { name: 'attestation.warnDays', standard: 60 },
  /** How long a dated statement counts at most, whatever it says of itself. */
  statementDays: { name: 'attestation.maxAgeDays', standard: 365 },
  accessReviewDays: { name: 'access.reviewDays', standard: 183 },
  lockoutAttempts: { name: 'lockout.maxAttempts', standard: 5 },
  logReviewDays: { name: 'logReview.days', standard: 30 },
  /** Working days until the controller has the log it asks for. */
  logRequestDays: { name: 'logRequest.controllerDays', standard: 5 },
  logDrillMonths: { name: 'logRequest.drillMonths', standard: 12 },
  exerciseMonths: { name: 'incident.exerciseMonths', standard: 12 },
  benchmarkDays: { name: 'benchmark.reportMaxDays', standard: 90 },
  copyLockDays: { name: 'backup.copy.minLockDays', standard: 30 },
  restoreTestDays: { name: 'restoreTest.days', standard: 183 },
  supervisionMonths: { name: 'processor.supervisionMonths', standard: 12 },
} as const;

export type RegisterSettings = Readonly<Record<keyof typeof registerNumbers, number>>;

/** What the configuration sets, and the standard for the rest. Days and months are whole. */
export function registerSettings({ parameters }: Pick<Configuration, 'parameters'>): RegisterSettings {
  const set = parameters as Readonly<Record<string, unknown>>;
  const entries = Object.entries(registerNumbers).map(([key, { name, standard }]) => {
    const value = Object.hasOwn(set, name) ? set[name] : undefined;
    return [key, typeof value === 'number' ? Math.floor(value) : standard];
  });
  return Object.fromEntries(entries) as RegisterSettings;
}
