// The languages of the page: Vietnamese first, English second.
import { en } from './i18n/en';
import { vi, type Dictionary } from './i18n/vi';

export const LANGS = ['vi', 'en'] as const;
export type Lang = (typeof LANGS)[number];
export type { Dictionary };

export const dictionaries: Record<Lang, Dictionary> = { vi, en };

export const isLang = (text: string | null): text is Lang => text !== null && LANGS.some((lang) => lang === text);

const REMEMBERED = 'plancover.lang';

/** The language chosen earlier in this browser, if it may be remembered at all. */
export function rememberedLang(): Lang | null {
  try {
    const found = localStorage.getItem(REMEMBERED);
    return isLang(found) ? found : null;
  } catch {
    return null;
  }
}

export function rememberLang(lang: Lang): void {
  try {
    localStorage.setItem(REMEMBERED, lang);
  } catch {
    // private windows may refuse; the address still carries the language
  }
}

/** A kind or stage: the server's Vietnamese word, or the English one of the dictionary. */
export function word(words: Record<string, string>, code: string | null, viWord: string | null | undefined): string {
  if (code === null) return '';
  const own = words[code];
  return own ?? viWord ?? code;
}
