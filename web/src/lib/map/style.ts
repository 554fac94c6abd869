// What the page does to a style of the server before the map draws it: addresses, basemap, highlights.
import type { Feature, FeatureCollection } from 'geojson';
import type {
  ExpressionSpecification, FillLayerSpecification, FilterSpecification, LayerSpecification, StyleSpecification,
} from 'maplibre-gl';
import type { LonLat, Tier } from '../types';
import { GAPS_FROM } from './zooms';

export const SOURCE = 'plancover';
export const PARCEL = 'page-parcel';
export const GAPS = 'page-gaps';
export const FORMER = 'page-former';
const GAP = '#b3261e';
const UNIT_LAYERS = ['communes', 'districts', 'provinces'] as const;
const HIGHLIGHT = '#c2185b';
const HOVER = '#10221e';

export interface StyleOptions {
  tier: Tier;
  base: string;
  basemap: { url: string; attribution: string | null } | null;
  highlight: { unit: string | null; plan: string | null };
  /** The corners of a parcel to draw. */
  parcel: LonLat[] | null;
  plans: boolean;
  /** Land that no plan of the tier covers, drawn on top. */
  gaps: boolean;
  /** The day whose districts are coloured in place of the communes. */
  former: string | null;
}

/** The address of tiles or of a sprite on the page's own origin, whatever host name the server wrote into the style. */
export function ownAddress(template: string, base: string): string {
  const path = /\/(?:tiles|styles)\/.*$/.exec(template)?.[0];
  return path ? base.replace(/\/$/, '') + path : template;
}

/** A parcel as data for the map; nothing where there is none. */
export function parcelData(corners: LonLat[] | null): FeatureCollection {
  const ring = corners?.[0] ? [...corners, corners[0]] : [];
  const features: Feature[] = ring.length > 3 ? [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }] : [];
  return { type: 'FeatureCollection', features };
}

const parcelLayers: LayerSpecification[] = [
  { id: 'page-parcel-fill', type: 'fill', source: PARCEL, paint: { 'fill-color': HIGHLIGHT, 'fill-opacity': 0.25 } },
  { id: 'page-parcel-casing', type: 'line', source: PARCEL, layout: { 'line-join': 'round' }, paint: { 'line-color': '#ffffff', 'line-width': 5 } },
  { id: 'page-parcel-line', type: 'line', source: PARCEL, layout: { 'line-join': 'round' }, paint: { 'line-color': HIGHLIGHT, 'line-width': 2.5 } },
];

const is = (property: string, value: string): ExpressionSpecification => ['==', ['get', property], value];

export const unitFilter = (code: string | null): FilterSpecification => is('code', code ?? '');
export const planFilter = (id: string | null): FilterSpecification => is('id', id ?? '');

function highlights({ highlight }: StyleOptions): LayerSpecification[] {
  const units = UNIT_LAYERS.flatMap((layer): LayerSpecification[] => [
    {
      id: `page-hover-${layer}`, type: 'line', source: SOURCE, 'source-layer': layer, filter: unitFilter(null),
      layout: { 'line-join': 'round' }, paint: { 'line-color': HOVER, 'line-width': 2 },
    },
    {
      id: `page-chosen-${layer}`, type: 'line', source: SOURCE, 'source-layer': layer, filter: unitFilter(highlight.unit),
      layout: { 'line-join': 'round' }, paint: { 'line-color': HIGHLIGHT, 'line-width': 3 },
    },
  ]);
  const plan: LayerSpecification[] = [
    {
      id: 'page-plan-fill', type: 'fill', source: SOURCE, 'source-layer': 'plans', filter: planFilter(highlight.plan),
      paint: { 'fill-color': HIGHLIGHT, 'fill-opacity': 0.16 },
    },
    {
      id: 'page-plan-line', type: 'line', source: SOURCE, 'source-layer': 'plans', filter: planFilter(highlight.plan),
      layout: { 'line-join': 'round' }, paint: { 'line-color': HIGHLIGHT, 'line-width': 2.5, 'line-dasharray': [3, 1.5] },
    },
  ];
  return [...units, ...plan];
}

/** Plan boundaries of the tier that is shown, as the reader asks; dashed where a plan is not in force or not real. */
function plansLines(tier: Tier, visible: boolean): LayerSpecification[] {
  const firm: ExpressionSpecification = ['all', is('state', 'in_force'), ['!', is('quality', 'illustrative')]];
  const line = (id: string, which: ExpressionSpecification, dashes: number[] | null): LayerSpecification => ({
    id, type: 'line', source: SOURCE, 'source-layer': 'plans', filter: ['all', is('tier', tier), ['!', is('state', 'ended')], which],
    layout: { visibility: visible ? 'visible' : 'none', 'line-join': 'round' },
    paint: { 'line-color': '#1c1440', 'line-width': 1.5, 'line-opacity': 0.9, ...(dashes ? { 'line-dasharray': dashes } : {}) },
  });
  return [line('page-plans-line', firm, null), line('page-plans-dashes', ['!', firm], [3, 2])];
}

/** What is left to be planned: tiles of its own, asked for only when it is shown. */
function withGaps(style: StyleSpecification, { tier, base, gaps, at }: StyleOptions & { at: string }): void {
  if (!gaps) return;
  style.sources[GAPS] = { type: 'vector', tiles: [`${base.replace(/\/$/, '')}/tiles/gaps/{z}/{x}/{y}?at=${at}`], minzoom: GAPS_FROM, maxzoom: 16 };
  const filter = is('tier', tier);
  const text = style.layers.findIndex((layer) => layer.type === 'symbol');
  style.layers.splice(text < 0 ? style.layers.length : text, 0,
    { id: 'page-gaps-fill', type: 'fill', source: GAPS, 'source-layer': 'gaps', filter, paint: { 'fill-color': GAP, 'fill-opacity': 0.3 } },
    { id: 'page-gaps-line', type: 'line', source: GAPS, 'source-layer': 'gaps', filter, paint: { 'line-color': GAP, 'line-width': 1.4 } });
}

/**
 * The colour of a unit, and its pattern, follow the state of its feature where it has one. Filters cannot, so each pattern lies on all
 * units and is seen on those whose status it stands for.
 */
function followState(style: StyleSpecification, tier: Tier): void {
  const told: ExpressionSpecification = ['get', `${tier}_status`];
  const status: ExpressionSpecification = ['coalesce', ['feature-state', 'status'], told, 'none'];
  for (const layer of style.layers) {
    if (layer.type !== 'fill') continue;
    if (layer.id === 'communes-fill' && layer.paint) layer.paint = JSON.parse(JSON.stringify(layer.paint).replaceAll(JSON.stringify(told), JSON.stringify(status))) as FillLayerSpecification['paint'] & object;
    if (!layer.id.startsWith('communes-pattern-')) continue;
    delete layer.filter;
    layer.paint = { ...layer.paint, 'fill-opacity': ['case', ['==', status, layer.id.slice('communes-pattern-'.length)], 1, 0] };
  }
}

/** Districts that are no more, filled as communes are, by their own states. */
function withFormer(style: StyleSpecification, { base, former }: StyleOptions): void {
  if (former === null) return;
  style.sources[FORMER] = { type: 'vector', tiles: [`${base.replace(/\/$/, '')}/tiles/districts,district_names/{z}/{x}/{y}?at=${former}`], maxzoom: 16, promoteId: { districts: 'code' } };
  for (const layer of style.layers) {
    if (!('source-layer' in layer) || layer.id.startsWith('page-')) continue;
    // Their borders and names come along.
    if (layer['source-layer'] === 'districts' || layer['source-layer'] === 'district_names') layer.source = FORMER;
    if (layer.type !== 'fill' || layer['source-layer'] !== 'communes') continue;
    layer.source = FORMER;
    layer['source-layer'] = 'districts';
  }
}

function withBasemap(style: StyleSpecification, { basemap }: StyleOptions): void {
  if (!basemap) return;
  style.sources['page-basemap'] = {
    type: 'raster', tiles: [basemap.url], tileSize: 256, ...(basemap.attribution ? { attribution: basemap.attribution } : {}),
  };
  const after = style.layers.findIndex((layer) => layer.type !== 'background');
  style.layers.splice(Math.max(after, 0), 0, { id: 'page-basemap', type: 'raster', source: 'page-basemap' });
}

/** A copy of the server's style, ready for the map. */
export function prepared(from: StyleSpecification, options: StyleOptions & { at: string }): StyleSpecification {
  const style = structuredClone(from);
  for (const source of Object.values(style.sources)) {
    if (source.type !== 'vector') continue;
    // A code is a unit in the tiles of one day: states are told by it.
    source.promoteId = { communes: 'code' };
    if (source.tiles) source.tiles = source.tiles.map((url) => ownAddress(url, options.base));
  }
  if (typeof style.sprite === 'string') style.sprite = ownAddress(style.sprite, options.base);
  // The reader's own switch decides about plan boundaries, not the style.
  style.layers = style.layers.filter((layer) => !layer.id.startsWith('plans-'));
  const text = style.layers.findIndex((layer) => layer.type === 'symbol');
  style.layers.splice(text < 0 ? style.layers.length : text, 0, ...plansLines(options.tier, options.plans), ...highlights(options));
  followState(style, options.tier);
  withFormer(style, options);
  withGaps(style, options);
  style.sources[PARCEL] = { type: 'geojson', data: parcelData(options.parcel) };
  style.layers.push(...parcelLayers);
  withBasemap(style, options);
  return style;
}

export const hoverLayers = (): string[] => UNIT_LAYERS.map((layer) => `page-hover-${layer}`);
export const chosenLayers = (): string[] => UNIT_LAYERS.map((layer) => `page-chosen-${layer}`);
