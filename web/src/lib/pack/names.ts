// Places of a pack by name, without accents, in the shape of the server's search.
import { bare, folded } from '../lookup/names';
import type { SearchResult } from '../types';
import type { PackFile } from './file';

const MOST = 12;

/** 0 the name itself, 1 its beginning, 2 the beginning of one of its words; −1 none of these. */
function likeness(name: string, asked: string): number {
  const [whole, short, of] = [folded(name), bare(name), folded(asked)];
  if (whole === of || short === bare(asked)) return 0;
  if (whole.startsWith(of) || short.startsWith(of)) return 1;
  return ` ${whole}`.includes(` ${of}`) ? 2 : -1;
}

/** Whether a place is there on a day. */
export const isThere = ({ valid_from, valid_to }: SearchResult, at: string): boolean => (valid_from === null || valid_from <= at) && (valid_to === null || valid_to > at);

/** Every place the pack can answer for: its units and the areas in it. */
export function placesOf({ units, areas }: PackFile): SearchResult[] {
  return [
    ...units.flatMap(({ unit, chain }): SearchResult[] => (chain ? [{
      type: 'unit', id: unit.code, name: unit.full_name, bbox: unit.bbox, point: unit.point, current: true, valid_from: unit.valid_from, valid_to: unit.valid_to,
      detail: chain.slice(0, -1).reverse().flatMap((place) => units[place]?.unit.full_name ?? []).join(', ') || null,
    }] : [])),
    ...areas.map(({ area }): SearchResult => ({ type: 'area', id: area.id, name: area.name, bbox: area.bbox, point: area.point, current: true, valid_from: null, valid_to: null, detail: null })),
  ];
}

/** Best first. */
export function namedIn(file: PackFile, asked: string): SearchResult[] {
  if (folded(asked) === '') return [];
  const found = placesOf(file).map((place) => ({ place, like: place.id === asked.trim() ? 0 : likeness(place.name, asked) }));
  return found.filter(({ like }) => like >= 0).sort((a, b) => a.like - b.like || a.place.name.localeCompare(b.place.name, 'vi')).slice(0, MOST).map(({ place }) => place);
}
