import type { RegisterTexts } from '../keys.ts';

export const register: RegisterTexts = {
  messages: {
    missing: 'Registeret har ingen post om det her: `{entry}` mangler.',
    expired: 'Registerposten `{entry}` gjaldt til og med den {until}.',
    evidenceDiffers:
      'Registerposten `{entry}` henviser til `{file}`, men filen er ikke den, der blev registreret: Dens kontrolsum er en anden.',
    noRegister: 'Der er intet register i `{path}`.',
    registerBroken: 'Registeret i `{path}` er ikke gyldigt, så intet i det tæller.',
    pending: 'Registeret på base-grenen har endnu ingen gyldig post. Ændringens register tæller, når det er flettet ind.',
    mfaNotEnforced: 'Registerposten `{entry}` siger, at den ekstra faktor ikke er gennemtvunget.',
    mfaExceptions: 'Registerposten `{entry}` lader {count} personer logge på uden ekstra faktor.',
    lockoutTooLate: 'Registerposten `{entry}` spærrer først en konto efter {found} mislykkede loginforsøg. Højst {allowed} er tilladt.',
  },
  attestedUntil: 'dokumenteret i registeret af {entries} til og med den {until}',
  attestedUntilSoon: 'dokumenteret i registeret af {entries} til og med den {until}, som er nær',
  heading: { one: '1 kontrol er dokumenteret i registeret', other: '{count} kontroller er dokumenteret i registeret' },
  line: '{control}: {entries}, til og med den {until}.',
  lineSoon: '{control}: {entries}, til og med den {until}. Forny posten inden da.',
  more: { one: '1 mere', other: '{count} flere' },
};
