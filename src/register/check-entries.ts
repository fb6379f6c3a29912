import { dotted } from '../config/read-yaml.ts';
import { addDays, type Day } from './day.ts';
import type { Register } from './schema.ts';

/** What no schema can say of an entry. */
export interface EntryFault {
  readonly path: readonly PropertyKey[];
  readonly detail: string;
}

/** Keys of days on which something happened: it cannot have happened yet. */
const PAST: ReadonlySet<string> = new Set(['statedOn', 'issuedOn', 'signedOn', 'lastOn', 'on', 'reviewedOn', 'drilledOn', 'ranOn']);

/**
 * A certificate runs for three years (ISO/IEC 17021-1, the cycle of certification); one that is renewed early, for some months more. An end
 * beyond that is a slip of the pen, or meant to keep a control quiet for ever.
 */
const LONGEST_CERTIFICATE_DAYS = 1200;

/** Finds days that cannot be, and names that stand twice. `today` is a UTC day. */
export function checkEntries(register: Register, today: Day): readonly EntryFault[] {
  return [...checkDays(register, [], today), ...checkCertificates(register, today), ...checkIds(register)];
}

function checkDays(value: unknown, path: readonly PropertyKey[], today: Day): readonly EntryFault[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => checkDays(item, [...path, index], today));
  const own = value as Readonly<Record<string, unknown>>;
  const begins = own.statedOn ?? own.issuedOn;
  return Object.entries(own).flatMap(([key, inner]) => {
    const at = [...path, key];
    if (PAST.has(key) && typeof inner === 'string' && inner > today)
      return [{ path: at, detail: `${dotted(at)}: ${inner} has not come yet; today is ${today} (UTC)` }];
    if (key === 'validUntil' && typeof inner === 'string' && typeof begins === 'string' && inner < begins)
      return [{ path: at, detail: `${dotted(at)}: ends before it begins` }];
    return checkDays(inner, at, today);
  });
}

function checkCertificates({ locations }: Register, today: Day): readonly EntryFault[] {
  const latest = addDays(today, LONGEST_CERTIFICATE_DAYS);
  return locations.flatMap(({ certificate }, index) => {
    const path = ['locations', index, 'certificate', 'validUntil'];
    if (certificate === undefined || certificate.validUntil <= latest) return [];
    return [{ path, detail: `${dotted(path)}: a certificate runs for three years; this one ends after ${latest}` }];
  });
}

function checkIds(register: Register): readonly EntryFault[] {
  const lists: readonly (readonly [readonly PropertyKey[], readonly { readonly id: string }[]])[] = [
    ...(['locations', 'processors', 'logStores', 'logReviews', 'benchmarks', 'backupCopies', 'restoreTests'] as const).map(
      (name) => [[name], register[name]] as const,
    ),
    [['incidentPlan', 'exercises'], register.incidentPlan?.exercises ?? []],
    ...register.processors.map(({ subProcessors }, index) => [['processors', index, 'subProcessors'], subProcessors] as const),
  ];
  return lists.flatMap(([path, entries]) =>
    entries.flatMap(({ id }, index) =>
      entries.findIndex((other) => other.id === id) === index
        ? []
        : [{ path: [...path, index, 'id'], detail: `${dotted([...path, index, 'id'])}: \`${id}\` stands twice` }],
    ),
  );
}
