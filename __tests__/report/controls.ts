import type { Control, References, Severity } from '../../src/model/control.ts';

const NONE: References = { guide: [], iso27001: [], gdpr: [], nis2: [], cis: {}, pss: null, datatilsynet: [] };

interface Words {
  readonly title: string;
  readonly why: string;
  readonly change: string;
  readonly waivable: string;
  readonly messages: Readonly<Record<string, string>>;
}

function control(id: string, severity: Severity, references: Partial<References>, approvals: number | null, en: Words, da: Words): Control {
  return {
    id,
    family: id.slice(0, 3),
    severity,
    scope: ['O'],
    entrypoints: ['object'],
    references: { ...NONE, ...references },
    waivable: { value: approvals !== null, approvals, except: [] },
    en: { ...en, notEvaluableWhen: 'The pod specification comes from an operator that tilsyn does not know.' },
    da: { ...da, notEvaluableWhen: 'Pod-specifikationen dannes af en operator, som tilsyn ikke kender.' },
  };
}

/** Controls as the policies state them, with the messages that the situations need. */
export const controls: ReadonlyMap<string, Control> = new Map(
  [
    control(
      'WKL-02',
      'critical',
      {
        guide: [1],
        iso27001: [{ id: '8.9', title: 'Configuration management' }],
        gdpr: ['32(1)(b)'],
        nis2: ['§ 6, stk. 1, nr. 5 (NIS2 art. 21, stk. 2, litra e)'],
        cis: { '2.0': ['5.2.2'] },
        pss: 'baseline',
      },
      2,
      {
        title: 'No container runs privileged',
        why: 'A privileged container owns the machine it runs on, and so every patient system on it.',
        change: 'Remove privileged: true (and hostProcess on Windows); give the one capability or device that is really needed.',
        waivable: 'Platform components only, with two approvals; never in a patient namespace.',
        messages: {
          privileged: 'Container `{container}` runs with `privileged: true`.',
          'unknown-kind': 'The pods of `{kind}` are made by an operator that tilsyn does not know.',
        },
      },
      {
        title: 'Ingen container kører som privileged',
        why: 'En privileged container råder over hele maskinen og dermed over alle patientsystemer på den.',
        change: 'Fjern privileged: true (og hostProcess på Windows). Giv kun den ene capability eller enhed, der reelt er behov for.',
        waivable: 'Ja, kun til platformskomponenter og med to godkendelser. Aldrig i et namespace med patientdata.',
        messages: {
          privileged: 'Containeren `{container}` kører med `privileged: true`.',
          'unknown-kind': 'Pods i `{kind}` dannes af en operator, som tilsyn ikke kender.',
        },
      },
    ),
    control(
      'WKL-05',
      'high',
      { guide: [1], gdpr: ['32(1)(b)'], pss: 'restricted' },
      1,
      {
        title: 'No process can gain more rights than it was given',
        why: 'A process that can raise its rights turns a small hole into control of patient data.',
        change: 'Set allowPrivilegeEscalation: false on each container.',
        waivable: 'Vendor images may need it until a new version comes.',
        messages: { escalation: 'Container `{container}` does not set `allowPrivilegeEscalation: false`.' },
      },
      {
        title: 'Ingen proces kan få flere rettigheder, end den har fået',
        why: 'En proces, der kan øge sine rettigheder, gør et lille hul til kontrol over patientdata.',
        change: 'Sæt allowPrivilegeEscalation: false på hver container.',
        waivable: 'Ja: Leverandørens image kan kræve det, indtil en ny version kommer.',
        messages: { escalation: 'Containeren `{container}` sætter ikke `allowPrivilegeEscalation: false`.' },
      },
    ),
    control(
      'AUT-09',
      'high',
      { guide: [1], gdpr: ['25(2)'], datatilsynet: ['Dataadgang efter behov', 'Rollebaserede adgangsrettigheder'] },
      1,
      {
        title: 'Roles name exactly what they allow',
        why: 'A star gives rights nobody has thought of, including to resources added later. That may be the patient database or its secrets.',
        change: 'Replace * in verbs, resources, apiGroups and nonResourceURLs with the list that is needed.',
        waivable: 'A platform operator may need a star for a while; list the resources as soon as they are known.',
        messages: { star: 'Rule {rule} has `*` in `{field}`.' },
      },
      {
        title: 'Roller angiver præcist, hvad de tillader',
        why: 'En stjerne giver rettigheder, som ingen har taget stilling til, også til ressourcer, der kommer til senere.',
        change: 'Erstat * i verbs, resources, apiGroups og nonResourceURLs med netop det, der er behov for.',
        waivable: 'Ja: En platformsoperator kan have behov for en stjerne en tid.',
        messages: { star: 'Regel {rule} har `*` i `{field}`.' },
      },
    ),
    control(
      'ENC-07',
      'critical',
      { guide: [5, 1], gdpr: ['32(1)(b)'] },
      null,
      {
        title: 'No readable secrets lie in git',
        why: 'Everyone who can read the repository, now or in ten years, has the password to the patient data.',
        change:
          'Replace the value by an ExternalSecret, a SealedSecret or a SOPS file, and rotate the secret: it must be treated as known.',
        waivable: 'A secret that has been in git is known; it must be replaced. Only a false positive can be closed.',
        messages: { 'secret-value': 'The key `{key}` holds a readable value.' },
      },
      {
        title: 'Der ligger ingen læsbare hemmeligheder i git',
        why: 'Enhver, der kan læse repositoriet nu eller om ti år, har adgangskoden til patientdata.',
        change:
          'Erstat værdien med en ExternalSecret, en SealedSecret eller en SOPS-fil, og skift hemmeligheden: Den skal betragtes som kendt.',
        waivable: 'En hemmelighed, der har ligget i git, er kendt og skal skiftes. Kun en falsk positiv kan lukkes.',
        messages: { 'secret-value': 'Nøglen `{key}` rummer en læsbar værdi.' },
      },
    ),
    control(
      'CHG-01',
      'medium',
      { iso27001: [{ id: '8.32', title: 'Change management' }], gdpr: ['32(1)(b)'] },
      1,
      {
        title: 'Images are fixed: the version reviewed is the version that runs',
        why: 'With a moving tag, code nobody has approved can start beside patient data overnight.',
        change: 'Name an explicit tag, never latest, and add the digest in production.',
        waivable: 'A vendor chart may lack the digest; the tag must still be explicit.',
        messages: { 'no-tag': 'Image `{image}` has no tag.', latest: 'Image `{image}` has the tag `latest`.' },
      },
      {
        title: 'Images ligger fast: Det, der er godkendt, er det, der kører',
        why: 'Med et flydende tag kan kode, som ingen har godkendt, starte ved siden af patientdata fra den ene dag til den anden.',
        change: 'Angiv et bestemt tag, aldrig latest, og tilføj digest i produktion.',
        waivable: 'Ja: Et leverandørchart kan mangle digest. Tagget skal stadig være bestemt.',
        messages: { 'no-tag': 'Imaget `{image}` har intet tag.', latest: 'Imaget `{image}` har tagget `latest`.' },
      },
    ),
  ].map((one) => [one.id, one]),
);
