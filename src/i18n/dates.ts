import type { Language } from '../model/control.ts';

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  da: ['januar', 'februar', 'marts', 'april', 'maj', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'december'],
};

/** `24 November 2026, 14:05 UTC` or `24. november 2026 kl. 14.05 UTC`; what is no instant is given back as it is. */
export function formatInstant(iso: string, language: Language): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const hours = String(at.getUTCHours()).padStart(2, '0');
  const minutes = String(at.getUTCMinutes()).padStart(2, '0');
  return language === 'en'
    ? `${formatDay(iso, language)}, ${hours}:${minutes} UTC`
    : `${formatDay(iso, language)} kl. ${hours}.${minutes} UTC`;
}

/** The UTC day: `24 November 2026` or `24. november 2026`. */
export function formatDay(iso: string, language: Language): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const month = MONTHS[language][at.getUTCMonth()];
  return language === 'en' ? `${at.getUTCDate()} ${month} ${at.getUTCFullYear()}` : `${at.getUTCDate()}. ${month} ${at.getUTCFullYear()}`;
}
