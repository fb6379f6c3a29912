import type { Language } from '../model/control.ts';

/** `1,000` in English and `1.000` in Danish. Not `Intl`: its data differ between Node versions, and reports must not. */
export function formatNumber(value: number, language: Language): string {
  if (!Number.isFinite(value)) return String(value);
  const [whole = '', fraction] = String(value).split('.');
  if (/e/.test(whole)) return String(value);
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : '.');
  if (fraction === undefined) return grouped;
  return language === 'en' ? `${grouped}.${fraction}` : `${grouped},${fraction}`;
}
