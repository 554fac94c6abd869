// How figures, days and scales are written for readers. The API's numbers are only rounded, never recomputed.
import type { Lang } from './i18n';

const LOCALE: Record<Lang, string> = { vi: 'vi-VN', en: 'en-GB' };
const DAY_MS = 86_400_000;

const numberFormats = new Map<string, Intl.NumberFormat>();

function formatter(lang: Lang, digits: number): Intl.NumberFormat {
  const key = `${lang}:${digits}`;
  let found = numberFormats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(LOCALE[lang], { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: true });
    numberFormats.set(key, found);
  }
  return found;
}

/** 1234.5 → `1.234,50` in Vietnamese, `1,234.50` in English. */
export function decimal(value: number, lang: Lang, digits = 2): string {
  const text = formatter(lang, digits).format(value);
  return /^-[0.,]+$/.test(text) ? text.slice(1) : text;
}

/** A share that nothing is known of is a dash. */
export const percent = (value: number | null, lang: Lang): string => (value === null ? '–' : `${decimal(value, lang)}%`);

export const km2 = (value: number, lang: Lang): string => `${decimal(value, lang)}\u00a0km²`;

/** Land in m²; from a square kilometre on in km². */
export const landArea = (squareMetres: number, lang: Lang): string =>
  squareMetres >= 1_000_000 ? km2(squareMetres / 1_000_000, lang) : `${decimal(squareMetres, lang, squareMetres < 100_000 ? 1 : 0)}\u00a0m²`;

/** Bytes as kB or MB (SI). */
export const bytes = (count: number, lang: Lang): string => (count < 1_000_000 ? `${decimal(count / 1000, lang, count < 10_000 ? 1 : 0)}\u00a0kB` : `${decimal(count / 1_000_000, lang, 1)}\u00a0MB`);

export const integer = (value: number, lang: Lang): string => decimal(value, lang, 0);

/** 5000 → `1:5.000`. */
export const scale = (denominator: number, lang: Lang): string => `1:${integer(denominator, lang)}`;

/** Days are plain calendar days: they are shown as they are, in no time zone. */
export function day(iso: string, lang: Lang): string {
  const [year, month, date] = iso.split('-');
  if (!year || !month || !date) return iso;
  if (lang === 'vi') return `${date}/${month}/${year}`;
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(dayNumber(iso) * DAY_MS);
}

/** Days since 1970-01-01, for arithmetic with calendar days. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
}

export function isoDay(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** Today as this device has it, in its own time zone. */
export const deviceDay = (now = new Date()): string => isoDay(Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / DAY_MS));

/** `valid_to` is the first day no longer in force; readers are told the last day in force. */
export const dayBefore = (iso: string): string => isoDay(dayNumber(iso) - 1);

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const number = dayNumber(text);
  return Number.isFinite(number) && isoDay(number) === text;
}

/** Latitude and longitude with 5 decimals (about a metre). */
export function position(lon: number, lat: number, lang: Lang): string {
  const [north, south, east, west] = lang === 'vi' ? ['B', 'N', 'Đ', 'T'] : ['N', 'S', 'E', 'W'];
  const axis = (value: number, plus = '', minus = ''): string =>
    `${decimal(Math.abs(value), lang, 5)}°\u00a0${value < 0 ? minus : plus}`;
  return `${axis(lat, north, south)} · ${axis(lon, east, west)}`;
}
