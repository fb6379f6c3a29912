import type { ExplanationTexts } from '../keys.ts';

export const explanation: ExplanationTexts = {
  parameters: '**Indstillinger:**',
  standard: '`{name}`: {value} ({source})',
  noStandard: '`{name}`: ingen egen værdi ({source})',
  source: { law: 'lovkrav', 'authority recommendation': 'myndighedsanbefaling', 'house default': 'standard i tilsyn' },
  waivable: { one: '1 person ud over den, der søger, skal godkende.', other: '{count} personer ud over den, der søger, skal godkende.' },
  notWaivable: 'Kontrollen kan ikke få dispensation.',
  list: { one: '1 kontrol', other: '{count} kontroller' },
};
