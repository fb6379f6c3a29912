import type { InitTexts, RegisterSection } from '../../i18n/keys.ts';
import { quoteYaml } from './quote-yaml.ts';
import type { RegisterFacts } from './survey.ts';

/**
 * A register that vouches for nothing yet: valid, with an entry of each section to fill in behind comment marks. Names that manifests gave stand where
 * they belong; all else is left open, for only people know it. An entry that was filled in by a program would be a lie with a date.
 */
export function composeRegister(facts: RegisterFacts, texts: InitTexts, schema: string): string {
  const sections = sectionsOf(facts).map(([name, lines]) =>
    [`# ${name}: ${texts.register[name]}`, ...lines.map((line) => `#${line}`)].join('\n'),
  );
  return [[schema, `# ${texts.registerHead}`, 'version: 1'].join('\n'), ...sections, ''].join('\n\n').replace(/\n\n$/, '\n');
}

function sectionsOf({ hosts, regions, administrators, backups, logStores }: RegisterFacts): readonly [RegisterSection, string[]][] {
  const systems = backups.length === 0 ? ['…'] : backups;
  return [
    [
      'locations',
      [
        'locations:',
        ...(regions.length === 0 ? ['…'] : regions).flatMap((region) =>
          item({
            id: region,
            name: '…',
            country: 'DK',
            region,
            certificate: '{standard: ISO27001, scope: …, validUntil: …, reference: …}',
            diskDisposal: '{statedOn: …, method: …, reference: …}',
          }),
        ),
      ],
    ],
    [
      'processors',
      [
        'processors:',
        ...item({
          id: '…',
          name: '…',
          country: 'DK',
          hosts: `[${hosts.map(quoteYaml).join(', ')}]`,
          agreement: '{id: …, template: …, templateVersion: …, signedOn: …}',
          instruction: '{version: …, areas: [1, 2, 3, 4, 5, 6, 7, 8]}',
          supervision: '{lastOn: …, method: …, reference: …}',
        }),
      ],
    ],
    [
      'identityProvider',
      [
        'identityProvider:',
        '  name: …',
        '  mfa: {statedOn: …, by: …, scope: …, enforced: true, exceptions: 0}',
        '  lockout: {statedOn: …, by: …, scope: …, maxAttempts: 5, window: …}',
      ],
    ],
    [
      'roster',
      ['roster:', `  people: [${administrators.map(quoteYaml).join(', ')}]`, '  reviewedOn: …', '  reviewer: …', '  reference: …'],
    ],
    [
      'logStores',
      [
        'logStores:',
        ...(logStores.length === 0 ? ['…'] : logStores).flatMap((store) =>
          item({ id: idOf(store), statedOn: '…', by: '…', scope: '…', retentionDays: '…', separateAccount: 'true' }),
        ),
      ],
    ],
    [
      'logSources',
      [
        'logSources:',
        '  statedOn: …',
        '  by: …',
        '  scope: …',
        '  sources: [nodes, ingress, identity, git]',
        '  timeSource: …',
        '  applications: [{name: …, fields: [time, user, kindOfUse, personOrCriterion]}]',
      ],
    ],
    [
      'logReviews',
      [
        'logReviews:',
        ...item({ id: '…', on: '…', period: '…', reviewer: '…', operator: '…', sampleSize: '…', outcome: '…', reference: '…' }),
      ],
    ],
    [
      'logRequests',
      [
        'logRequests:',
        '  contactRole: …',
        '  controllerDays: …',
        '  dataSubjectDays: …',
        '  covers: [controller, data-subject]',
        '  drilledOn: …',
        '  reference: …',
      ],
    ],
    [
      'incidentPlan',
      [
        'incidentPlan:',
        '  version: …',
        '  reference: …',
        '  deadlines: {earlyWarning24h: …, notification72h: …, finalReport1month: …}',
        '  controllerContact: …',
        '  exercises: [{id: …, on: …, scope: …, reference: …}]',
      ],
    ],
    ['benchmarks', ['benchmarks:', ...item({ id: '…', cluster: '…', ranOn: '…', file: '…', sha256: '…' })]],
    [
      'backupCopies',
      [
        'backupCopies:',
        ...systems.flatMap((system) =>
          item({ id: idOf(system), of: quoteName(system), statedOn: '…', by: '…', scope: '…', lockDays: '…', apart: 'account' }),
        ),
      ],
    ],
    [
      'restoreTests',
      [
        'restoreTests:',
        ...systems.flatMap((system) =>
          item({
            id: idOf(system),
            on: '…',
            system: quoteName(system),
            scope: '…',
            duration: '…',
            result: 'ok',
            dataChecked: 'true',
            reference: '…',
          }),
        ),
      ],
    ],
  ];
}

/** An item of a list, a line a field. */
function item(fields: Readonly<Record<string, string>>): string[] {
  return Object.entries(fields).map(([key, value], index) => `  ${index === 0 ? '- ' : '  '}${key}: ${value}`);
}

function idOf(name: string): string {
  return name === '…' ? name : name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
}

function quoteName(name: string): string {
  return name === '…' ? name : quoteYaml(name);
}
