// The map: draws a tier on a day, tells what is pointed at, and keeps the view where the reader left it.
import maplibregl, { type MapGeoJSONFeature, type StyleSpecification, type VectorSourceSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { address } from '../api';
import type { Camera } from '../hash';
import type { Bbox, Tier } from '../types';
import { loadLegend, type Legend } from './legend';
import { loadStyle } from './load';
import {
  SOURCE, chosenLayers, hoverLayers, planFilter, prepared, unitFilter, type StyleOptions,
} from './style';

export interface Pointed {
  name: string;
  percent: number | null;
  status: string | null;
  x: number;
  y: number;
}

export interface MapEvents {
  chosen: (lon: number, lat: number) => void;
  pointed: (at: Pointed | null) => void;
  moved: (camera: Camera) => void;
  coloured: (legend: Legend) => void;
  /** Tiles that did not come (true), or came after all (false). */
  failing: (failing: boolean) => void;
}

export interface Wish {
  tier: Tier;
  at: string;
  revision: string;
  plans: boolean;
  basemap: StyleOptions['basemap'];
}

const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

interface Padding { top: number; right: number; bottom: number; left: number }

/** From the middle of the map to the middle of the part that nothing covers. */
const middle = ({ top, right, bottom, left }: Padding): [number, number] => [(left - right) / 2, (top - bottom) / 2];

/** New tiles can take the place of old ones only where they reach as far. */
const sameReach = (now: maplibregl.VectorTileSource, wanted: VectorSourceSpecification): boolean =>
  JSON.stringify(now.serialize().bounds ?? null) === JSON.stringify(wanted.bounds ?? null) && now.maxzoom === (wanted.maxzoom ?? 22) && now.minzoom === (wanted.minzoom ?? 0);

export class MapControl {
  readonly map: maplibregl.Map;
  readonly #container: HTMLElement;
  readonly #events: MapEvents;
  #drawn: Wish | null = null;
  #asked = 0;
  #highlight: StyleOptions['highlight'] = { unit: null, plan: null };
  #hovered: string | null = null;
  #marker: maplibregl.Marker | null = null;
  #home: Bbox | null = null;

  constructor(container: HTMLElement, events: MapEvents, start: { camera: Camera | null; bbox: Bbox | null }, label: string) {
    this.#container = container;
    this.#events = events;
    this.#home = start.bbox;
    const view = start.camera
      ? { center: [start.camera.lon, start.camera.lat] as [number, number], zoom: start.camera.zoom }
      : start.bbox
        ? { bounds: start.bbox as [number, number, number, number], fitBoundsOptions: { padding: this.#padding() } }
        : { center: [106, 16] as [number, number], zoom: 4.5 };
    this.map = new maplibregl.Map({
      container, ...view, style: { version: 8, sources: {}, layers: [] },
      attributionControl: { compact: true }, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0, maxZoom: 18, minZoom: 3,
      fadeDuration: calm() ? 0 : 200, refreshExpiredTiles: false,
      // Tiles keep their address when the data changes: the cache must ask the server (304 when nothing did).
      transformRequest: (url) => (url.includes('/tiles/') ? { url, cache: 'no-cache' } : { url }),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.getCanvas().setAttribute('aria-label', label);
    this.#listen();
  }

  #listen(): void {
    const map = this.map;
    map.on('click', (event) => this.#events.chosen(event.lngLat.lng, event.lngLat.lat));
    map.on('mousemove', (event) => this.#point(event.point));
    map.on('mouseout', () => this.#leave());
    map.on('dragstart', () => this.#leave());
    map.on('moveend', () => {
      const { lng, lat } = map.getCenter();
      this.#events.moved({ lon: lng, lat, zoom: map.getZoom() });
    });
    map.on('error', (event) => {
      if ('sourceId' in event) this.#events.failing(true);
      else console.warn(event.error.message);
    });
    map.on('sourcedata', (event) => {
      if (event.sourceId === SOURCE && event.isSourceLoaded) this.#events.failing(false);
    });
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      const { lng, lat } = map.getCenter();
      this.#events.chosen(lng, lat);
    });
  }

  /** Draws a tier on a day. Another day changes the tiles only, so the old picture stays until the new one is there. */
  async show(wish: Wish): Promise<void> {
    const turn = ++this.#asked;
    const drawn = this.#drawn;
    this.#container.dataset['mapReady'] = '';
    const [style, legend]: [StyleSpecification, Legend] = await Promise.all([loadStyle(wish.tier, wish.at), loadLegend(wish.tier, wish.at)]);
    if (turn !== this.#asked) return;
    const ready = prepared(style, { ...wish, base: address(''), highlight: this.#highlight });
    this.#drawn = wish;
    this.#events.coloured(legend);
    const source = this.map.getSource(SOURCE);
    const wanted = ready.sources[SOURCE];
    const sameLook = drawn !== null && drawn.tier === wish.tier && drawn.plans === wish.plans && drawn.basemap === wish.basemap;
    if (sameLook && source instanceof maplibregl.VectorTileSource && wanted?.type === 'vector' && wanted.tiles && sameReach(source, wanted)) {
      source.setTiles(wanted.tiles);
    } else {
      this.map.setStyle(ready, { diff: true });
    }
    this.#hovered = null;
    this.#events.pointed(null);
    this.#whenDrawn(turn, `${wish.tier}@${wish.at}#${wish.revision}`);
  }

  /**
   * Marks the element once everything asked for is drawn: what tests wait for. Looked at again and again,
   * since tiles that the server says are unchanged (304) come without any event.
   */
  #whenDrawn(turn: number, key: string): void {
    const look = (): void => {
      if (turn !== this.#asked) return;
      if (!this.map.isStyleLoaded() || !this.map.areTilesLoaded()) {
        setTimeout(look, 80);
        return;
      }
      this.map.once('render', () => {
        if (turn === this.#asked) this.#container.dataset['mapReady'] = key;
      });
      this.map.triggerRepaint();
    };
    setTimeout(look, 0);
  }

  #point(point: maplibregl.Point): void {
    const feature = this.#unitAt(point);
    const code = typeof feature?.properties['code'] === 'string' ? feature.properties['code'] : null;
    this.map.getCanvas().style.cursor = code ? 'pointer' : '';
    if (code !== this.#hovered) {
      this.#hovered = code;
      for (const layer of hoverLayers()) if (this.map.getLayer(layer)) this.map.setFilter(layer, unitFilter(code));
    }
    // On a map of the whole country tiles carry no names: there is nothing to tell.
    const told: Record<string, unknown> | undefined = feature?.properties['full_name'] ? feature.properties : undefined;
    const tier = this.#drawn?.tier ?? 'general';
    const percent = told?.[`${tier}_percent`];
    const status = told?.[`${tier}_status`];
    this.#events.pointed(
      told
        ? {
            name: String(told['full_name'] ?? told['name'] ?? ''),
            percent: typeof percent === 'number' ? percent : null,
            status: typeof status === 'string' ? status : null,
            x: point.x,
            y: point.y,
          }
        : null,
    );
  }

  #leave(): void {
    this.#hovered = null;
    for (const layer of hoverLayers()) if (this.map.getLayer(layer)) this.map.setFilter(layer, unitFilter(null));
    this.#events.pointed(null);
  }

  #unitAt(point: maplibregl.Point): MapGeoJSONFeature | undefined {
    if (!this.map.getLayer('communes-fill')) return undefined;
    return this.map.queryRenderedFeatures(point, { layers: ['communes-fill'] })[0];
  }

  highlight(unit: string | null, plan: string | null): void {
    this.#highlight = { unit, plan };
    for (const layer of chosenLayers()) if (this.map.getLayer(layer)) this.map.setFilter(layer, unitFilter(unit));
    for (const layer of ['page-plan-fill', 'page-plan-line']) if (this.map.getLayer(layer)) this.map.setFilter(layer, planFilter(plan));
  }

  mark(point: { lon: number; lat: number } | null): void {
    this.#marker?.remove();
    this.#marker = null;
    if (!point) return;
    const pin = document.createElement('div');
    pin.className = 'pin';
    this.#marker = new maplibregl.Marker({ element: pin, anchor: 'center' }).setLngLat([point.lon, point.lat]).addTo(this.map);
  }

  /** Brings a chosen position into the part of the map that no panel covers. */
  reveal(point: { lon: number; lat: number }): void {
    const { x, y } = this.map.project([point.lon, point.lat]);
    const pad = this.#padding();
    const { clientWidth, clientHeight } = this.#container;
    const visible = x > pad.left - 40 && x < clientWidth - pad.right + 40 && y > pad.top - 40 && y < clientHeight - pad.bottom + 40;
    if (!visible) this.map.easeTo({ center: [point.lon, point.lat], offset: middle(pad), duration: calm() ? 0 : 500 });
  }

  flyTo(lon: number, lat: number, zoom: number): void {
    this.map.easeTo({ center: [lon, lat], zoom: Math.max(zoom, this.map.getZoom()), offset: middle(this.#padding()), duration: calm() ? 0 : 700 });
  }

  fit(bbox: Bbox): void {
    this.map.fitBounds(bbox, { padding: this.#padding(), maxZoom: 13, duration: calm() ? 0 : 700 });
  }

  jump(camera: Camera): void {
    this.map.jumpTo({ center: [camera.lon, camera.lat], zoom: camera.zoom });
  }

  setHome(bbox: Bbox | null): void {
    const first = this.#home === null && bbox !== null;
    this.#home = bbox;
    if (first && bbox) this.fit(bbox);
  }

  home(): void {
    if (this.#home) this.fit(this.#home);
  }

  zoom(step: number): void {
    this.map.easeTo({ zoom: this.map.getZoom() + step, duration: calm() ? 0 : 250 });
  }

  /** The room that the page's own panels take, read from the elements themselves. */
  #padding(): Padding {
    const own = this.#container.getBoundingClientRect();
    const pad = { top: 24, right: 24, bottom: 24, left: 24 };
    for (const element of document.querySelectorAll<HTMLElement>('[data-covers]')) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      if (element.dataset['covers'] === 'left') pad.left = Math.max(pad.left, box.right - own.left + 16);
      if (element.dataset['covers'] === 'right') pad.right = Math.max(pad.right, own.right - box.left + 16);
      if (element.dataset['covers'] === 'bottom') pad.bottom = Math.max(pad.bottom, own.bottom - box.top + 16);
      if (element.dataset['covers'] === 'top') pad.top = Math.max(pad.top, box.bottom - own.top + 16);
    }
    const room = (a: number, b: number, all: number): number => (a + b > all * 0.8 ? (all * 0.8) / (a + b) : 1);
    const across = room(pad.left, pad.right, own.width);
    const down = room(pad.top, pad.bottom, own.height);
    return { top: pad.top * down, bottom: pad.bottom * down, left: pad.left * across, right: pad.right * across };
  }

  remove(): void {
    this.#asked += 1;
    this.#marker?.remove();
    this.map.remove();
  }
}
