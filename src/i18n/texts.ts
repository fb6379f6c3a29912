import type { Language } from '../model/control.ts';
import { da } from './da.ts';
import { en } from './en.ts';
import type { Plural, Texts } from './keys.ts';
import type { Medium, Params } from './medium.ts';
import { say } from './say.ts';

export function textsFor(language: Language): Texts {
  return language === 'en' ? en : da;
}

/** The form of a template that fits a number, with `{count}` filled in. Danish and English agree on when a number is one. */
export function sayCount(forms: Plural, count: number, params: Params, medium: Medium, language: Language): string {
  return say(count === 1 ? forms.one : forms.other, { ...params, count }, medium, language);
}
