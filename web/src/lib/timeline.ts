// The days on which something changes, as stops of a slider whose track is true to time.
import { dayNumber, isoDay } from './format';
import type { ChangeDay } from './types';

export interface Track {
  first: number;
  last: number;
  stops: number[];
}

/**
 * The track runs from a little before the first change to the last change or today, whichever is later.
 * Its beginning is a stop too: what was before the first change.
 */
export function track(days: ChangeDay[], today: string): Track {
  const now = dayNumber(today);
  const stops = [...new Set([...days.map((d) => dayNumber(d.date)), now])].sort((a, b) => a - b);
  const earliest = stops[0] ?? now;
  const last = stops[stops.length - 1] ?? now;
  const first = earliest - Math.max(30, Math.round((last - earliest) * 0.04));
  return { first, last, stops: [first, ...stops] };
}

/** Between two changes every day looks the same: a dragged thumb rests on the nearest change. */
export function nearestStop(stops: number[], value: number): number {
  let best = stops[0] ?? value;
  for (const stop of stops) if (Math.abs(stop - value) < Math.abs(best - value)) best = stop;
  return best;
}

export const previousStop = (stops: number[], value: number): number | null => stops.filter((s) => s < value).at(-1) ?? null;

export const nextStop = (stops: number[], value: number): number | null => stops.find((s) => s > value) ?? null;

/** The day since which boundaries are as they are on a day; empty: as far back as known. */
export const vintageOf = (days: ChangeDay[], at: string): string => days.filter((d) => d.boundaries > 0 && d.date <= at).at(-1)?.date ?? '';

/** Days between which no boundary changes have the same key; a day of its own while the days of change are not known. */
export const vintageKey = (days: ChangeDay[] | null, at: string): string => (days ? `since ${vintageOf(days, at)}` : at);

/** Place on the track, 0–100. */
export function share(line: Track, value: number): number {
  const clamped = Math.min(Math.max(value, line.first), line.last);
  return (100 * (clamped - line.first)) / Math.max(line.last - line.first, 1);
}

export function changesOn(days: ChangeDay[], number: number): ChangeDay {
  const date = isoDay(number);
  return days.find((d) => d.date === date) ?? { date, boundaries: 0, plans: 0 };
}
