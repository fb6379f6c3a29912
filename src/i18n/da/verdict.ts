import type { GateRow, NextTexts, Texts, VerdictTexts } from '../keys.ts';

export const verdict: VerdictTexts = {
  clean: { one: '**Opfyldt.** Ingen nye fund i 1 objekt.', other: '**Opfyldt.** Ingen nye fund i {count} objekter.' },
  cleanFolder: { one: '**Opfyldt.** Ingen fund i 1 objekt.', other: '**Opfyldt.** Ingen fund i {count} objekter.' },
  register: { one: ' 1 kontrol er dokumenteret i registeret.', other: ' {count} kontroller er dokumenteret i registeret.' },
  existing: {
    one: '**Opfyldt.** Ingen nye fund. 1 eksisterende fund står tilbage og blokerer ikke.',
    other: '**Opfyldt.** Ingen nye fund. {count} eksisterende fund står tilbage og blokerer ikke.',
  },
  warns: {
    one: '**Opfyldt.** 1 nyt fund blokerer ikke, alvorlighed: {grade}.',
    other: '**Opfyldt.** {count} nye fund blokerer ikke, det alvorligste er {severity}.',
  },
  warnsFolder: {
    one: '**Opfyldt.** 1 fund blokerer ikke, alvorlighed: {grade}.',
    other: '**Opfyldt.** {count} fund blokerer ikke, det alvorligste er {severity}.',
  },
  waived: {
    one: '**Opfyldt.** Ingen nye fund uden dispensation. 1 fund har dispensation.',
    other: '**Opfyldt.** Ingen nye fund uden dispensation. {count} fund har dispensation.',
  },
  blockedNew: {
    one: '**Blokeret.** 1 nyt fund, alvorlighed: {grade}.',
    other: '**Blokeret.** {count} nye fund, det alvorligste er {severity}.',
  },
  blocked: {
    one: '**Blokeret.** 1 fund blokerer, alvorlighed: {grade}.',
    other: '**Blokeret.** {count} fund blokerer, det alvorligste er {severity}.',
  },
  awaitsFourEyes: '**Afventer godkendelse.** En anden end `{login}` skal godkende commit `{sha}`.',
  awaitsApproval: {
    one: '**Afventer godkendelse.** Der mangler 1 godkendelse af commit `{sha}`.',
    other: '**Afventer godkendelse.** Der mangler {count} godkendelser af commit `{sha}`.',
  },
  awaitsWaiver: {
    one: '**Afventer godkendelse.** En ansøgning om dispensation for 1 fund er ikke afgjort.',
    other: '**Afventer godkendelse.** Ansøgninger om dispensation for {count} fund er ikke afgjort.',
  },
  awaitsSafeguard: {
    one: '**Afventer godkendelse.** 1 sikring svækkes. Sikkerhedsteamet skal godkende det.',
    other: '**Afventer godkendelse.** {count} sikringer svækkes. Sikkerhedsteamet skal godkende det.',
  },
  undecidedRoot: '**Kan ikke vurderes.** `{root}` kunne ikke renderes, så tjekket blokerer.',
  undecided: {
    one: '**Kan ikke vurderes.** Årsagen står nedenfor, og tjekket blokerer.',
    other: '**Kan ikke vurderes.** {count} årsager står nedenfor, og tjekket blokerer.',
  },
};

export const rows: Readonly<Record<GateRow, string>> = {
  1: 'Kørslen kunne ikke gennemføres, og derfor blokerer tjekket.',
  2: 'Der siges intet om dens objekter, og derfor blokerer tjekket.',
  3: 'Ændringen rører den ikke, og base har samme problem.',
  4: 'Fundet er nyt, og dets alvorlighed blokerer.',
  5: 'Fundet er nyt og ligger under den alvorlighed, der blokerer.',
  6: 'Fundet er også på base og blokerer, fordi `gate` er sat til `all`.',
  7: 'Dispensationen gælder ikke længere, og fundet blokerer igen.',
  8: 'Dispensationen gælder ikke længere. Ændringen rører ikke fundet.',
  9: 'Der er givet dispensation.',
  10: 'Der er søgt om dispensation, og det er ikke afgjort.',
  11: 'Kontrollen kunne vurderes på base, og ændringen skjuler svaret.',
  12: 'Det kan ikke vurderes, og konfigurationen lader det blokere.',
  13: 'Registeret er krævet og skal have en post om det.',
  14: 'Ændringen berører registeret, eller registeret er krævet. Så skal det, der er udløbet, fornyes.',
  15: 'En beskyttelse er fjernet eller svækket. Det kræver godkendelse fra sikkerhed.',
  16: 'En krævet godkendelse mangler eller gælder et andet commit.',
  17: 'Intet, der udruller, er kendt for at nå filen.',
  18: 'Der er intet at bemærke.',
};

export const rowsShown: Texts['rowsShown'] = {
  6: 'Fundet er også på base og blokerer ikke.',
  12: 'Det kan ikke vurderes, og det blokerer ikke.',
  13: 'Registeret har ingen post om det, og det blokerer ikke.',
  14: 'En registerpost er udløbet. Ændringen rører ikke registeret.',
};

export const next: NextTexts = {
  label: '**Næste skridt:** ',
  correctLine: 'Ret linje {line} i `{file}`',
  correctFile: 'Ret `{path}` i `{object}` i filen `{file}`',
  correctObject: 'Ret `{path}` i `{object}`',
  orWaive: {
    one: ', eller søg om dispensation, som 1 anden person skal godkende:',
    other: ', eller søg om dispensation, som {count} andre personer skal godkende:',
  },
  waiveOther: {
    one: '. Fundet kan ikke få dispensation. For {control} på `{object}` kan I søge, og 1 anden person skal godkende:',
    other: '. Fundet kan ikke få dispensation. For {control} på `{object}` kan I søge, og {count} andre personer skal godkende:',
  },
  noWaiver: ' Der kan ikke gives dispensation for noget her.',
  approve: {
    'four-eyes': 'En, der ikke har lavet ændringen, godkender commit `{sha}` i et review eller med `/tilsyn approve {sha}`.',
    owners: 'En ejer, der ikke har lavet ændringen, godkender commit `{sha}` i et review eller med `/tilsyn approve {sha}`.',
    security:
      'En sikkerhedsgodkender, der ikke har lavet ændringen, godkender commit `{sha}` i et review eller med `/tilsyn approve {sha}`.',
    'patient-access':
      'En sikkerhedsgodkender, der ikke har lavet ændringen, godkender commit `{sha}` i et review eller med `/tilsyn approve {sha}`.',
    rule: 'En, som reglen `{rule}` angiver, og som ikke har lavet ændringen, godkender commit `{sha}` i et review eller med `/tilsyn approve {sha}`.',
  },
  approveFrom: ' {people} kan.',
  decideWaiver: 'En godkender af dispensationer afgør `{id}` med `/tilsyn approve {id} {sha}` eller `/tilsyn deny {id} --reason "…"`.',
};
