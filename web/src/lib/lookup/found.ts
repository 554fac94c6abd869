// What a search result opens, and when it was valid.
import { dayBefore } from '../format';
import { NOTHING_CHOSEN, type Shown, type UnitRef } from '../hash';
import type { Bbox, SearchResult } from '../types';

/** A code means a place only together with a day: a former unit is opened as it was. */
function unitOf(result: SearchResult, at: string): UnitRef {
  if (result.current) return { code: result.id, on: null };
  return { code: result.id, on: result.valid_to && result.valid_to <= at ? dayBefore(result.valid_to) : result.valid_from };
}

export function opened(result: SearchResult, at: string): Partial<Shown> {
  if (result.type === 'unit') return { ...NOTHING_CHOSEN, unit: unitOf(result, at) };
  return result.type === 'area' ? { ...NOTHING_CHOSEN, area: result.id } : { ...NOTHING_CHOSEN, plan: result.id };
}

/** Where it is, for the map; null where nobody knows. */
export function whereIs({ bbox, point }: SearchResult): Bbox | null {
  if (bbox) return bbox;
  return point ? [point[0] - 0.05, point[1] - 0.05, point[0] + 0.05, point[1] + 0.05] : null;
}

/** A unit of another day: its last day, or its first; null for what is there on the day. */
export function period(result: SearchResult, at: string): { until: string } | { from: string } | 'other' | null {
  if (result.current) return null;
  if (result.valid_to && result.valid_to <= at) return { until: dayBefore(result.valid_to) };
  return result.valid_from && result.valid_from > at ? { from: result.valid_from } : 'other';
}
