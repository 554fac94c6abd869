// What the reader may try in the look-up's box: a place of what is loaded, as the server tells it, in the three ways it can be typed.
import type { Examples } from '../types';
import { folded } from './names';

/** By name, by position, by corners as land certificates list them (X, the northing, first); null where there is none to tell. */
export function tries(of: Examples | null | undefined): (string | null)[] {
  if (!of) return [null, null, null];
  const [lon, lat] = of.position;
  const corners = of.parcel?.corners.map(([easting = 0, northing = 0]) => `${northing.toFixed(2)} ${easting.toFixed(2)}`).join('\n') ?? null;
  return [folded(of.full_name), `${lat}, ${lon}`, corners];
}

/** As much as fits on a line. */
export const shortly = (text: string): string => (text.includes('\n') ? `${text.split('\n')[0] ?? ''} …` : text);
