import type { Texts } from '../keys.ts';

export const problems: Texts['problems'] = {
  'yaml-invalid': {
    what: '`{where}`[?, linje {line},] er ikke gyldig YAML[?: {detail}].',
    next: 'Ret[? linje {line} i] `{file}`.',
  },
  'yaml-duplicate-key': {
    what: '`{where}`[?, linje {line},] har nøglen[? `{key}`] to gange. Værktøjer er uenige om, hvilken der gælder.',
    next: 'Fjern den ene af de to nøgler i `{file}`.',
  },
  'manifest-incomplete': {
    what: '`{where}`[?, linje {line},] rummer et objekt, der mangler[? `{field}`].',
    next: 'Tilføj[? `{field}` i] objektet i `{file}`, eller undtag filen i `.github/tilsyn.yml` på base-grenen.',
  },
  'limit-exceeded': {
    what: '[?`{where}`: ]En grænse er overskredet[? for {what}][?: højst {limit}][?, fundet {found}].',
    next: 'Gør det mindre, eller del det op. Grænserne står i dokumentationen.',
  },
  'root-not-supported': {
    what: '`{root}` er en rod af typen[? {kind}], som denne version ikke kan rendere. Der siges intet om dens objekter.',
    next: 'Læs `{root}` manuelt, eller undtag den i `.github/tilsyn.yml` på base-grenen, hvis den aldrig udrulles.',
  },
  'root-not-rendered': {
    what: '`{root}` kunne ikke renderes[?: {detail}]. Der siges intet om dens objekter.',
    next: 'Ret det, som `{root}` mangler[? i `{file}`][?, linje {line}].',
  },
  'source-not-available': {
    what: '`{what}` udruller noget, der ikke er i dette repository[?: `{detail}`]. Der siges intet om dets objekter.[? Dets values sætter {hint}.]',
    next: 'Gennemgå manuelt, hvad `{what}` udruller, eller læg det i dette repository.',
  },
  'remote-not-available': {
    what: '[?`{what}` udruller ]`{source}`, som ikke er til rådighed: {reason}[? (`{detail}`)]. Indholdet er ikke vurderet.[? Dets values sætter {hint}.]',
    next: '{remedy}.',
  },
  'root-partial': {
    what: '`{root}` blev kun renderet delvist[?: `{missing}` mangler]. Det, der mangler, er ikke vurderet.',
    next: 'Læg det, der mangler, i dette repository, for et chart i mappen `charts`.',
  },
  'render-refused': {
    what: '`{root}` kræver {what}[?: `{detail}`], som hverken køres eller hentes her. Der siges intet om dens objekter.',
    next: 'Læg resultatet eller selve basen i dette repository.',
  },
  'engine-limit': {
    what: '`{root}` overskrider en grænse for rendering[? for {what}][?: højst {limit}][?, fundet {found}]. Der siges intet om dens objekter.',
    next: 'Gør den mindre, eller del den op. Grænserne står i dokumentationen.',
  },
  'engine-timeout': {
    what: '`{root}` blev ikke renderet[? inden for {seconds} sekunder]. Der siges intet om dens objekter.',
    next: 'Led efter en løkke i skabelonerne i `{root}`. Er der ingen, så del den op.',
  },
  'engine-memory': {
    what: '`{root}` kræver mere hukommelse til rendering end tilladt[?: {limit} MiB]. Der siges intet om dens objekter.',
    next: 'Led i skabelonerne i `{root}` efter en tekst, der vokser uden ende. Er der ingen, så del den op.',
  },
  'engine-trap': {
    what: 'Renderingen stoppede ved `{root}`[?: {detail}]. Der siges intet om dens objekter.',
    next: 'Kør tjekket igen. Stopper det igen, så meld det med versionen i sidste linje.',
  },
  'file-unreadable': {
    what: '`{where}` kunne ikke læses[?: {what}].',
    next: 'Erstat `{where}` med en almindelig fil i dette repository.',
  },
  'config-invalid': {
    what: 'Konfigurationen[? `{file}`][?, linje {line},] er ikke gyldig[?: {detail}].',
    next: 'Ret konfigurationen[? i `{file}`][?, linje {line}].',
  },
  'lock-invalid': {
    what: 'Låsefilen for eksterne kilder[? `{file}`][?, linje {line},] er ikke gyldig[?: {detail}]. Intet i den tæller.',
    next: 'Kør `tilsyn lock`[?, eller ret `{file}`][?, linje {line}].',
  },
  'register-invalid': {
    what: 'Registeret[? `{file}`][?, linje {line},] er ikke gyldigt[?: {detail}]. Intet i det tæller.',
    next: 'ret registeret[? i `{file}`][?, linje {line}].',
  },
  'policy-trap': {
    what: 'Kontrollerne stoppede med en fejl[?: {detail}].',
    next: 'Kør tjekket igen. Stopper det igen, så meld det med versionen i sidste linje.',
  },
  'policy-timeout': {
    what: 'Kontrollerne blev ikke færdige[? inden for {seconds} sekunder].',
    next: 'Kør tjekket igen. Er det igen for langsomt, så del ændringen op.',
  },
  'policy-count': {
    what: 'Kontrollerne svarede for et andet antal objekter, end de fik[?: {found} af {expected}].',
    next: 'Kør tjekket igen. Sker det igen, så meld det med versionen i sidste linje.',
  },
  'merge-conflict': {
    what: 'Ændringen er i konflikt med base-grenen[? i {files}]. Det vides ikke, hvad der ville blive udrullet.',
    next: 'Løs konflikten med base-grenen, og push.',
  },
  'head-moved': {
    what: 'Et nyt commit kom under kørslen[?: `{found}` efter `{expected}`]. Her siges intet om det.',
    next: 'Vent på kørslen for det nye commit.',
  },
  'group-unknown': {
    what: 'Flettekøens commit `{commit}` hører ikke til nogen åben pull request, som GitHub kender. Det vides ikke, hvis godkendelse den kræver.',
    next: 'sæt pull requestene i køen igen.',
  },
  'nothing-found': {
    what: 'Der er ingen manifester her, så intet er vurderet.',
    next: 'Angiv mappen med manifesterne.',
  },
  'change-truncated': {
    what: 'GitHub viste kun en del af ændringen[?: {what}][?, højst {limit}].',
    next: 'Del ændringen op i mindre pull requests.',
  },
  'log-invalid': {
    what: 'Ændringsloggen kan ikke verificeres[?: {detail}]. Dispensationer og godkendelser i den tæller ikke.',
    next: 'Kør `tilsyn verify` på loggen, og find ud af, hvem der har ændret den.',
  },
  'github-failed': {
    what: 'GitHub svarede ikke som ventet[? for {what}][?: {detail}].',
    next: 'Kør tjekket igen.',
  },
  'internal-error': {
    what: 'tilsyn fejlede[?: {detail}].',
    next: 'Kør tjekket igen. Fejler det igen, så meld det med versionen i sidste linje.',
  },
};
