import type { StandingTexts } from '../keys.ts';

export const standing: StandingTexts = {
  overdue: { one: '1 nødprocedure skulle have været fulgt op', other: '{count} nødprocedurer skulle have været fulgt op' },
  emergencies: { one: '1 nødprocedure afventer opfølgning', other: '{count} nødprocedurer afventer opfølgning' },
  ended: {
    one: '1 dispensation gælder ikke længere, men det, den dækkede, er der stadig',
    other: '{count} dispensationer gælder ikke længere, men det, de dækkede, er der stadig',
  },
  ending: { one: '1 dispensation udløber inden for en uge', other: '{count} dispensationer udløber inden for en uge' },
  unused: { one: '1 dispensation dækker intet og kan tilbagekaldes', other: '{count} dispensationer dækker intet og kan tilbagekaldes' },
  nothing: 'Ingen dispensation og ingen nødprocedure venter på nogen.',
  waiver: '`{id}` fra {control} på `{subject}`, til den {until}, fra pull request {number}.',
  emergency: {
    open: '`{id}`: `{login}` brugte nødproceduren i pull request {number}, sag `{ticket}`. Opfølgning skal ske senest {due}.',
    accepted:
      '`{id}`: `{login}` brugte nødproceduren i pull request {number}, sag `{ticket}`. `{reviewer}` har fulgt op og accepteret det.',
    'must-be-mended':
      '`{id}`: `{login}` brugte nødproceduren i pull request {number}, sag `{ticket}`. `{reviewer}` har fulgt op: Det skal rettes.',
  },
};
