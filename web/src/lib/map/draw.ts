// What is drawn on the map: a style of the server for a tier on a day, coloured anew where the tiles need not change.
import maplibregl, { type StyleSpecification, type VectorSourceSpecification } from 'maplibre-gl';
import { address } from '../api';
import type { LonLat, Tier } from '../types';
import { formerOf, frames, type Frame } from './frames';
import { loadLegend, type Legend } from './legend';
import { loadStyle, styleId, type Look } from './load';
import { FORMER, PARCEL, SOURCE, chosenLayers, parcelData, planFilter, prepared, unitFilter, type StyleOptions } from './style';
import { CODES_FROM } from './zooms';

export interface Wish {
  tier: Tier;
  at: string;
  /** The day since which boundaries are as they are on `at`: within it the same tiles do, coloured anew. */
  vintage: string;
  revision: string;
  look: Look;
  plans: boolean;
  gaps: boolean;
  /** The districts there were last, in place of the communes. */
  former: boolean;
  /** The tiles themselves must be of the day: something other than the colours of units is looked at. */
  exact: boolean;
  basemap: StyleOptions['basemap'];
}

/** New tiles can take the place of old ones only where they reach as far. */
const sameReach = (now: maplibregl.VectorTileSource, wanted: VectorSourceSpecification): boolean =>
  JSON.stringify(now.serialize().bounds ?? null) === JSON.stringify(wanted.bounds ?? null) && now.maxzoom === (wanted.maxzoom ?? 22) && now.minzoom === (wanted.minzoom ?? 0);

export class Drawing {
  readonly #map: maplibregl.Map;
  readonly #container: HTMLElement;
  readonly #changed: (legend: Legend | null) => void;
  #drawn: Wish | null = null;
  /** The wish that the tiles were loaded for. */
  #tiled: Wish | null = null;
  #recoloured = false;
  #asked = 0;
  #settled: { promise: Promise<void>; done: () => void } = { promise: Promise.resolve(), done: () => undefined };
  #highlight: StyleOptions['highlight'] = { unit: null, plan: null };
  #parcel: LonLat[] | null = null;

  /** `changed` is told when another picture is drawn, and what its colours mean where that may be new. */
  constructor(map: maplibregl.Map, container: HTMLElement, changed: (legend: Legend | null) => void) {
    this.#map = map;
    this.#container = container;
    this.#changed = changed;
    // Further out tiles cannot be coloured anew: those of the day itself are needed.
    map.on('zoomend', () => {
      if (this.#recoloured && this.#drawn && map.getZoom() < CODES_FROM) void this.show({ ...this.#drawn, exact: true });
    });
  }

  get tier(): Tier {
    return this.#drawn?.tier ?? 'general';
  }

  /** When what is asked for now is drawn, or something else is asked for. */
  get settled(): Promise<void> {
    return this.#settled.promise;
  }

  #begin(): void {
    this.#settled.done();
    let done = (): void => undefined;
    const promise = new Promise<void>((resolve) => (done = resolve));
    this.#settled = { promise, done };
  }

  /** What the tiles were loaded for that are there, if they do for another wish, coloured anew. */
  #reusable(wish: Wish): Wish | null {
    const tiled = this.#tiled;
    const does = tiled !== null && !wish.exact && wish.look === 'status' && tiled.look === 'status' && !wish.gaps && this.#map.getZoom() >= CODES_FROM
      && tiled.vintage === wish.vintage && tiled.revision === wish.revision && tiled.basemap === wish.basemap;
    return does ? tiled : null;
  }

  /** Asks for what another day would be coloured by, so that it is there when the day is shown. */
  async ahead(at: string, vintage: string): Promise<void> {
    const wish = this.#drawn && { ...this.#drawn, at, vintage };
    if (wish && this.#reusable(wish)) await frames.of(wish.revision, at);
  }

  /**
   * Draws a tier on a day. Where the boundaries are those of the tiles that are there, only colours change (`#colour`); another
   * vintage changes the tiles, so the old picture stays until the new one is there.
   */
  async show(wish: Wish): Promise<void> {
    const turn = ++this.#asked;
    this.#container.dataset['mapReady'] = '';
    this.#begin();
    const tiled = this.#reusable(wish);
    const reused = tiled !== null;
    const at = tiled?.at ?? wish.at;
    const before = this.#drawn;
    const sameLook = before !== null && !wish.gaps && (['tier', 'look', 'plans', 'gaps', 'former', 'basemap'] as const).every((part) => before[part] === wish[part]);
    const frame = at === wish.at ? null : await frames.of(wish.revision, wish.at);
    const former = wish.former ? await formerOf(wish.at) : null;
    if (!(sameLook && reused)) await this.#restyle(wish, at, former?.day ?? null, sameLook, turn);
    if (turn !== this.#asked) return;
    this.#colour(frame, wish.tier);
    if (former) this.#state(FORMER, 'districts', former.frame, wish.tier);
    this.#drawn = wish;
    if (!reused) this.#tiled = wish;
    this.#changed(null);
    this.#whenDrawn(turn, `${wish.tier}@${wish.at}#${wish.revision}`);
  }

  async #restyle(wish: Wish, at: string, former: string | null, sameLook: boolean, turn: number): Promise<void> {
    const id = styleId(wish.look, wish.tier);
    const [style, legend]: [StyleSpecification, Legend] = await Promise.all([loadStyle(id, { ...wish, at }), loadLegend(id, wish.revision)]);
    if (turn !== this.#asked) return;
    const ready = prepared(style, { ...wish, at, former, base: address(''), highlight: this.#highlight, parcel: this.#parcel });
    this.#changed(legend);
    const source = this.#map.getSource(SOURCE);
    const wanted = ready.sources[SOURCE];
    if (sameLook && source instanceof maplibregl.VectorTileSource && wanted?.type === 'vector' && wanted.tiles && sameReach(source, wanted)) source.setTiles(wanted.tiles);
    else this.#map.setStyle(ready, { diff: true });
  }

  /** Colours the tiles that are there by the figures of another day; without a frame they tell their own. */
  #colour(frame: Frame | null, tier: Tier): void {
    const layer = { source: SOURCE, sourceLayer: 'communes' };
    if (!this.#map.getSource(SOURCE)) return;
    if (!frame) {
      if (this.#recoloured) this.#map.removeFeatureState(layer);
    } else this.#state(SOURCE, 'communes', frame, tier);
    this.#recoloured = frame !== null;
  }

  #state(source: string, sourceLayer: string, frame: Frame, tier: Tier): void {
    const put = (): void => {
      for (const [id, figures] of frame) this.#map.setFeatureState({ source, sourceLayer, id }, { status: figures[tier].status, percent: figures[tier].percent });
    };
    // A style that is made anew has its sources a moment later.
    if (this.#map.getSource(source)) put();
    else this.#map.once('styledata', () => this.#map.getSource(source) && put());
  }

  /**
   * Marks the element once everything asked for is drawn: what tests wait for. Looked at again and again,
   * since tiles that the server says are unchanged (304) come without any event.
   */
  #whenDrawn(turn: number, key: string): void {
    const look = (): void => {
      if (turn !== this.#asked) return;
      if (!this.#map.isStyleLoaded() || !this.#map.areTilesLoaded()) {
        setTimeout(look, 80);
        return;
      }
      this.#map.once('render', () => {
        if (turn !== this.#asked) return;
        this.#container.dataset['mapReady'] = key;
        this.#settled.done();
      });
      this.#map.triggerRepaint();
    };
    setTimeout(look, 0);
  }

  highlight(unit: string | null, plan: string | null): void {
    this.#highlight = { unit, plan };
    for (const layer of chosenLayers()) if (this.#map.getLayer(layer)) this.#map.setFilter(layer, unitFilter(unit));
    for (const layer of ['page-plan-fill', 'page-plan-line']) if (this.#map.getLayer(layer)) this.#map.setFilter(layer, planFilter(plan));
  }

  parcel(corners: LonLat[] | null): void {
    this.#parcel = corners;
    const source = this.#map.getSource(PARCEL);
    if (source instanceof maplibregl.GeoJSONSource) source.setData(parcelData(corners));
  }

  /** Nothing that is still on its way is drawn any more. */
  stop(): void {
    this.#asked += 1;
    this.#settled.done();
  }
}
