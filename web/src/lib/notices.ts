// What readers must know about the figures: the notices of all answers on the page, each once.
import type { Notice } from './types';

/** Told in their own place (the panel, the empty state) and not in the banner. */
const IN_PLACE = new Set(['outside', 'no_units']);

export function merged(lists: Iterable<Notice[]>): Notice[] {
  const seen = new Map<string, Notice>();
  for (const list of lists) {
    for (const notice of list) if (!seen.has(notice.code)) seen.set(notice.code, notice);
  }
  return [...seen.values()].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

export const forBanner = (notices: Notice[]): Notice[] => notices.filter((notice) => !IN_PLACE.has(notice.code));

/** Collapsed once, the banner opens again only for something the reader has not been told yet. */
export const hasNews = (notices: Notice[], told: ReadonlySet<string>): boolean => notices.some((notice) => !told.has(notice.code));
