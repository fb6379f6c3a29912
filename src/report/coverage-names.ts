import type { CoverageFrame, CoverageTexts } from '../i18n/keys.ts';
import { say } from '../i18n/say.ts';
import type { Language } from '../model/control.ts';
import type { Report } from '../model/report.ts';
import { plain } from './media.ts';
import { danishGdpr } from './references-line.ts';

/** How a row of a frame is called: its number as the reader's law writes it, and what it is about, where that is known. Our own text. */
export interface RowName {
  readonly number: string;
  readonly title: string;
  /** The language of the title, where it is not the reader's: titles of the standard stand as its English edition has them. */
  readonly titleLanguage: Language;
}

export function nameRow(frame: CoverageFrame, key: string, report: Report, texts: CoverageTexts): RowName {
  const { language } = report;
  if (key === '') return { number: texts.beyond, title: '', titleLanguage: language };
  const title = texts.rows[frame][article(frame, key)] ?? '';
  switch (frame) {
    case 'guide':
      return { number: say(texts.area, { area: { written: key } }, plain, language), title, titleLanguage: language };
    case 'gdpr':
      return { number: language === 'da' ? danishGdpr(key) : `Art. ${key}`, title, titleLanguage: language };
    case 'nis2':
      return { number: nameSection(key, language), title, titleLanguage: language };
    case 'iso27001':
      return { number: key, title: titleOf(key, report), titleLanguage: 'en' };
  }
}

/** The part of a key that a name belongs to. Only the ten measures of section 6 have names of their own. */
function article(frame: CoverageFrame, key: string): string {
  if (frame === 'nis2') return /^6\(1\)\((\d+)\)$/.exec(key)?.[1] ?? '';
  return frame === 'gdpr' ? (/^\d+/.exec(key)?.[0] ?? '') : key;
}

function nameSection(key: string, language: Language): string {
  const [, section = key, paragraph, number] = /^(\d+)(?:\((\d+)\))?(?:\((\d+)\))?$/.exec(key) ?? [];
  if (language === 'en') return `Section ${key}`;
  return [
    `§ ${section}`,
    ...(paragraph === undefined ? [] : [`stk. ${paragraph}`]),
    ...(number === undefined ? [] : [`nr. ${number}`]),
  ].join(', ');
}

function titleOf(id: string, { controls }: Report): string {
  for (const { references } of controls.values()) {
    const found = references.iso27001.find((one) => one.id === id);
    if (found !== undefined) return found.title;
  }
  return '';
}
