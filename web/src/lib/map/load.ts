// Fetches a style of the server with everything it needs to be drawn: one object, tiles on the page's own origin.
import type { StyleSpecification } from 'maplibre-gl';
import { address, ApiFailure, getJson } from '../api';
import type { Tier } from '../types';
import { ownAddress, retiered } from './style';

interface TileJson {
  tiles: string[];
  minzoom?: number;
  maxzoom?: number;
  bounds?: [number, number, number, number];
  attribution?: string;
}

/** A server without a style for the tier has at least the general one, which is then asked about the tier. */
async function styleOf(tier: Tier, at: string): Promise<StyleSpecification> {
  try {
    return await getJson<StyleSpecification>(`styles/coverage-${tier}.json`, { at });
  } catch (cause) {
    if (!(cause instanceof ApiFailure) || cause.kind !== 'not_found' || tier === 'general') throw cause;
    return retiered(await getJson<StyleSpecification>('styles/coverage-general.json', { at }), 'general', tier);
  }
}

/** Puts the tile addresses that a source points to into the source itself. */
export async function loadStyle(tier: Tier, at: string): Promise<StyleSpecification> {
  const style = await styleOf(tier, at);
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
