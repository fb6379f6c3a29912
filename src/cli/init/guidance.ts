import { say } from '../../i18n/say.ts';
import { sayCount, textsFor } from '../../i18n/texts.ts';
import type { Language } from '../../model/control.ts';
import { plain } from '../../report/media.ts';
import type { Answers } from './answers.ts';
import type { Survey } from './survey.ts';

/** What was found, a line for each way of deploying. */
export function composeFound({ roots, objects, unrendered }: Survey, language: Language): string {
  const texts = textsFor(language).init;
  const kinds = [...roots].map(([kind, count]) => sayCount(texts.kinds[kind], count, {}, plain, language));
  const lines = [
    say(roots.size === 0 ? texts.foundNothing : texts.found, { kinds: { written: kinds.join(', ') }, objects }, plain, language),
    ...(unrendered === 0 ? [] : [sayCount(texts.unrendered, unrendered, {}, plain, language)]),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** What is left for people, in the order in which it works. */
export function composeGuidance({ language, branch, action }: Answers, hasKey: boolean): string {
  const { steps, stepsHead } = textsFor(language).init;
  const wanted = [...(action === undefined ? [steps.action] : []), ...(hasKey ? [] : [steps.keys]), steps.environment, steps.merge];
  const told = [...wanted, steps.required, steps.queue, steps.log, steps.owners, steps.register].map(
    (step, index) => `${index + 1}. ${say(step, { branch }, plain, language)}`,
  );
  return `${stepsHead}\n\n${told.join('\n')}\n`;
}
