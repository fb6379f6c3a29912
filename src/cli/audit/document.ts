import type { Check } from '../../evidence/verify/check.ts';
import type { Verification } from '../../evidence/verify.ts';
import { wordFault } from '../../i18n/fault-text.ts';
import { textsFor } from '../../i18n/texts.ts';
import type { Control } from '../../model/control.ts';
import { plain } from '../../report/media.ts';
import { listCoverage } from './coverage.ts';
import { listBranches, listPopulation, type Period } from './population.ts';
import { listBypassRegister, listEmergencies, listWaivers } from './registers.ts';
import { drawSample } from './sample.ts';
import type { AuditDocument } from './schema.ts';
import { listSegregation } from './segregation.ts';

export interface AuditCase {
  readonly verification: Verification;
  readonly key: string;
  /** UTC instant in ISO 8601. */
  readonly at: string;
  readonly period: Period;
  readonly controls: readonly Pick<Control, 'id' | 'references'>[];
  readonly version: string;
  readonly sampleSize: number;
}

/** What an auditor asks of a log, for a period: from the verified records alone. */
export function makeAudit({ verification, key, at, period, controls, version, sampleSize }: AuditCase): AuditDocument {
  const { records, checks, status, size, checkpoint } = verification;
  const root = Buffer.from(checkpoint?.root ?? []).toString('hex');
  const population = listPopulation(records, period);
  const titles = textsFor('en').verification.checks;
  const isOk = (name: string) => checks.some((check) => check.name === name && check.status === 'ok');
  return {
    schema: 'tilsyn.audit/v1',
    tool: { name: 'tilsyn', version },
    at,
    ...period,
    log: { origin: checkpoint?.origin ?? '', records: size, root, key },
    completeness: {
      // Whose log it is must be known as well: a complete log of another repository is none of this one.
      proved: status !== 'failed' && isOk('completeness') && isOk('origin'),
      verification: status,
      branches: listBranches(records, population),
      remarks: checks
        .filter(isDoubt)
        .flatMap(({ name, faults }) => faults.map((fault) => `${titles[name]}: ${wordFault(fault, plain, 'en')}`)),
    },
    population,
    segregation: listSegregation(records, period),
    waivers: listWaivers(records, period),
    bypasses: listBypassRegister(records, period),
    emergencies: listEmergencies(records, period),
    coverage: listCoverage(records, period, controls),
    sample: drawSample(population, root, sampleSize),
  };
}

/** What a reader must know before relying on the rest: what failed, what is not proved, and a key that no other key vouches for. */
export function isDoubt({ status, faults }: Check): boolean {
  return status !== 'ok' || faults.some(({ code }) => code === 'key-lost');
}
