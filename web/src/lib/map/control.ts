// The map: tells what is pointed at, and keeps the view where the reader left it. What is drawn on it is in `draw`.
import maplibregl, { type MapGeoJSONFeature } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Camera } from '../hash';
import type { Bbox, LonLat } from '../types';
import { Drawing, type Wish } from './draw';
import type { Legend } from './legend';
import { middle, paddingOf } from './room';
import { hoverLayers, SOURCE, unitFilter } from './style';

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
  /** While it moves: the other map of a split view follows. */
  moving?: (map: maplibregl.Map) => void;
  coloured: (legend: Legend) => void;
  /** Tiles that did not come (true), or came after all (false). */
  failing: (failing: boolean) => void;
}

const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

export class MapControl {
  readonly map: maplibregl.Map;
  readonly #container: HTMLElement;
  readonly #events: MapEvents;
  readonly #drawing: Drawing;
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
        ? { bounds: start.bbox as [number, number, number, number], fitBoundsOptions: { padding: paddingOf(this.#container) } }
        : { center: [106, 16] as [number, number], zoom: 4.5 };
    this.map = new maplibregl.Map({
      container, ...view, style: { version: 8, sources: {}, layers: [] },
      attributionControl: { compact: true }, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0, maxZoom: 18, minZoom: 3,
      fadeDuration: calm() ? 0 : 200, refreshExpiredTiles: false,
      // Tiles keep their address when the data changes: the cache must ask the server (304 when nothing did).
      transformRequest: (url) => (url.includes('/tiles/') ? { url, cache: 'no-cache' } : { url }),
    });
    this.#drawing = new Drawing(this.map, container, (legend) => {
      this.#hovered = null;
      events.pointed(null);
      if (legend) events.coloured(legend);
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
    map.on('move', () => this.#events.moving?.(map));
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

  show(wish: Wish): Promise<void> {
    return this.#drawing.show(wish);
  }

  /** When what was asked for last is drawn. */
  settled(): Promise<void> {
    return this.#drawing.settled;
  }

  /** Asks for what another day would be coloured by; never fails. */
  ahead(at: string, vintage: string): Promise<void> {
    return this.#drawing.ahead(at, vintage).catch(() => undefined);
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
    const tier = this.#drawing.tier;
    const percent: unknown = feature?.state['percent'] ?? told?.[`${tier}_percent`];
    const status: unknown = feature?.state['status'] ?? told?.[`${tier}_status`];
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
    this.#drawing.highlight(unit, plan);
  }

  /** Draws a parcel, or none. */
  draw(corners: LonLat[] | null): void {
    this.#drawing.parcel(corners);
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
    const pad = paddingOf(this.#container);
    const { clientWidth, clientHeight } = this.#container;
    const visible = x > pad.left - 40 && x < clientWidth - pad.right + 40 && y > pad.top - 40 && y < clientHeight - pad.bottom + 40;
    if (!visible) this.map.easeTo({ center: [point.lon, point.lat], offset: middle(pad), duration: calm() ? 0 : 500 });
  }

  flyTo(lon: number, lat: number, zoom: number): void {
    this.map.easeTo({ center: [lon, lat], zoom: Math.max(zoom, this.map.getZoom()), offset: middle(paddingOf(this.#container)), duration: calm() ? 0 : 700 });
  }

  fit(bbox: Bbox): void {
    this.map.fitBounds(bbox, { padding: paddingOf(this.#container), maxZoom: 17, duration: calm() ? 0 : 700 });
  }

  /** Stands where another map stands. */
  follow(other: maplibregl.Map): void {
    const { lng, lat } = other.getCenter();
    const own = this.map.getCenter();
    if (Math.abs(own.lng - lng) < 1e-9 && Math.abs(own.lat - lat) < 1e-9 && Math.abs(this.map.getZoom() - other.getZoom()) < 1e-9) return;
    this.map.jumpTo({ center: [lng, lat], zoom: other.getZoom() });
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

  remove(): void {
    this.#drawing.stop();
    this.#marker?.remove();
    this.map.remove();
  }
}
