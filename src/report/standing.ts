import { formatDay } from '../i18n/dates.ts';
import type { Plural } from '../i18n/keys.ts';
import { say } from '../i18n/say.ts';
import { sayCount, textsFor } from '../i18n/texts.ts';
import type { Language } from '../model/control.ts';
import type { Emergency } from '../model/emergency.ts';
import type { Standing } from '../model/standing.ts';
import type { Waiver } from '../model/waiver.ts';
import { writeEmergency } from './emergency-line.ts';
import { markdown } from './media.ts';

/** The summary of the scheduled run, GitHub Markdown: what is overdue first, a line each. */
export function composeStanding(standing: Standing, language: Language): string {
  const texts = textsFor(language).standing;
  const ofWaivers = (heading: Plural, waivers: readonly Waiver[]) =>
    section(
      heading,
      waivers.map((waiver) => writeWaiver(waiver, language)),
      language,
    );
  const ofEmergencies = (heading: Plural, emergencies: readonly Emergency[]) =>
    section(
      heading,
      emergencies.map((emergency) => writeEmergency(emergency, markdown, language)),
      language,
    );
  const sections = [
    ...ofEmergencies(texts.overdue, standing.overdue),
    ...ofEmergencies(texts.emergencies, standing.emergencies),
    ...ofWaivers(texts.ended, standing.ended),
    ...ofWaivers(texts.ending, standing.ending),
    ...ofWaivers(texts.unused, standing.unused),
  ];
  return `${sections.length === 0 ? texts.nothing : sections.join('\n\n')}\n`;
}

function section(heading: Plural, lines: readonly string[], language: Language): readonly string[] {
  if (lines.length === 0) return [];
  return [`#### ${sayCount(heading, lines.length, {}, markdown, language)}\n\n${lines.map((line) => `- ${line}`).join('\n')}`];
}

function writeWaiver({ id, control, subject, pullRequest, expiresAt }: Waiver, language: Language): string {
  const until = { written: formatDay(expiresAt, language) };
  const params = { id, control: { written: control }, subject, number: { written: String(pullRequest) }, until };
  return say(textsFor(language).standing.waiver, params, markdown, language);
}
