import type { ExplanationTexts } from '../keys.ts';

export const explanation: ExplanationTexts = {
  parameters: '**Settings:**',
  standard: '`{name}`: {value} ({source})',
  noStandard: '`{name}`: no value of its own ({source})',
  source: { law: 'law', 'authority recommendation': 'recommendation', 'house default': 'house default' },
  waivable: { one: '1 person besides the one who asks must approve.', other: '{count} people besides the one who asks must approve.' },
  notWaivable: 'This control has no waiver.',
  list: { one: '1 control', other: '{count} controls' },
};
