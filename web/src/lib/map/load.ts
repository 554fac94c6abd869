// Fetches a style of the server with everything it needs to be drawn: one object, tiles on the page's own origin.
import type { StyleSpecification } from 'maplibre-gl';
import { address, getJson } from '../api';
import type { Tier } from '../types';
import { Remembered } from './remembered';
import { ownAddress } from './style';

interface TileJson {
  tiles: string[];
  minzoom?: number;
  maxzoom?: number;
  bounds?: [number, number, number, number];
  attribution?: string;
}

/** What a map is coloured by: the status of each commune in a tier, or its share in classes as the style of indicators has it. */
export type Look = 'status' | 'share';

export const styleId = (look: Look, tier: Tier): string => (look === 'share' ? 'indicators' : `coverage-${tier}`);

const styles = new Remembered<StyleSpecification>(24);

/**
 * A style for a day, with the tile addresses that a source points to put into the source itself. Between two changes of boundaries
 * (`vintage`) the days differ by those addresses alone: one style does for all of them.
 */
export async function loadStyle(id: string, { at, vintage, revision }: { at: string; vintage: string; revision: string }): Promise<StyleSpecification> {
  return onDay(await styles.of(`${revision}@${vintage}:${id}`, () => asked(id, at)), at);
}

/** A copy with the tiles of a day. */
export function onDay(style: StyleSpecification, at: string): StyleSpecification {
  const copy = structuredClone(style);
  for (const source of Object.values(copy.sources)) {
    if (source.type === 'vector' && source.tiles) source.tiles = source.tiles.map((template) => template.replace(/([?&]at=)\d{4}-\d{2}-\d{2}/, `$1${at}`));
  }
  return copy;
}

async function asked(id: string, at: string): Promise<StyleSpecification> {
  const style = await getJson<StyleSpecification>(`styles/${id}.json`, { at });
  for (const source of Object.values(style.sources)) {
    if (source.type !== 'vector' || !source.url) continue;
    const url = new URL(ownAddress(source.url, address('')));
    const told = await getJson<TileJson>(url.href.slice(address('').length).replace(/\?.*$/, ''), Object.fromEntries(url.searchParams));
    delete source.url;
    // Without the version: the page asks again after each change, and keeps the tiles that the server says are unchanged (304).
    source.tiles = told.tiles.map((template) => template.replace(/[?&]v=[0-9a-f]+$/, ''));
    if (told.minzoom !== undefined) source.minzoom = told.minzoom;
    if (told.maxzoom !== undefined) source.maxzoom = told.maxzoom;
    if (told.bounds) source.bounds = told.bounds;
    if (told.attribution) source.attribution = told.attribution;
  }
  return style;
}
