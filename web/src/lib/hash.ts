// What is shown, as the part of the address after `#`: a link can be shared, and the back button works.
import { isDay } from './format';
import { isLang, type Lang } from './i18n';
import { formatParcel, parseParcel, type Parcel } from './lookup/parcel';
import { TIERS, type Tier } from './types';

export const VIEWS = ['lookup', 'map', 'table', 'indicators', 'progress', 'issues'] as const;
export type View = (typeof VIEWS)[number];

/** A unit is a code on a day: `on` is null when the day is the one that is shown. */
export interface UnitRef {
  code: string;
  on: string | null;
}

export interface Camera {
  zoom: number;
  lat: number;
  lon: number;
}

/** The other side of a split view: another day, another tier, or both. */
export interface Split {
  tier: Tier | null;
  at: string | null;
}

export const ROWS = ['children', 'smallest_units', 'former_districts'] as const;
export type Rows = (typeof ROWS)[number];

export interface Shown {
  view: View;
  at: string | null;
  tier: Tier;
  lang: Lang | null;
  point: { lon: number; lat: number } | null;
  /** Corners as they were typed; one corner is a position on VN-2000. */
  parcel: Parcel | null;
  unit: UnitRef | null;
  area: string | null;
  plan: string | null;
  /** A document that records come from, by the text that cites it. */
  source: string | null;
  camera: Camera | null;
  /** What the map is coloured by. */
  look: 'status' | 'share';
  gaps: boolean;
  split: Split | null;
  /** The indicator that a link leads to. */
  indicator: string | null;
  /** Of which kind the issues are that are listed. */
  kind: string | null;
  /** Which units the table lists. */
  rows: Rows;
}

export const NOTHING_SHOWN: Shown = {
  view: 'map', at: null, tier: 'general', lang: null, point: null, parcel: null, unit: null, area: null, plan: null, source: null, camera: null,
  look: 'status', gaps: false, split: null, indicator: null, kind: null, rows: 'children',
};

/** Nothing is looked at: what another thing is put in the place of. */
export const NOTHING_CHOSEN = { point: null, parcel: null, unit: null, area: null, plan: null, source: null } as const satisfies Partial<Shown>;

export const isChosen = (shown: Shown): boolean => shown.source !== null || shown.plan !== null || shown.area !== null || shown.parcel !== null || shown.point !== null || shown.unit !== null;

/** The way back to what a document or plan was opened from; null where it was opened by itself. */
export function upwards(shown: Shown): Partial<Shown> | null {
  const below = shown.point !== null || shown.parcel !== null || shown.unit !== null || shown.area !== null;
  if (shown.source !== null) return below || shown.plan !== null ? { source: null } : null;
  return shown.plan !== null && below ? { plan: null } : null;
}

export const isTier = (text: string | null): text is Tier => text !== null && TIERS.some((tier) => tier === text);

function number(text: string | null, limit: number): number | null {
  if (text === null || !/^-?\d+(\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  return Math.abs(value) <= limit ? value : null;
}

function unitRef(text: string | null): UnitRef | null {
  const found = text?.match(/^([^@\s]+)(?:@(\d{4}-\d{2}-\d{2}))?$/);
  if (!found?.[1]) return null;
  return { code: found[1], on: found[2] && isDay(found[2]) ? found[2] : null };
}

function camera(text: string | null): Camera | null {
  const [zoom, lat, lon] = (text ?? '').split('/');
  const parsed = { zoom: number(zoom ?? null, 24), lat: number(lat ?? null, 90), lon: number(lon ?? null, 180) };
  if (parsed.zoom === null || parsed.lat === null || parsed.lon === null) return null;
  return { zoom: parsed.zoom, lat: parsed.lat, lon: parsed.lon };
}

function splitOf(text: string | null): Split | null {
  const [tier = '', at = ''] = (text ?? '').split('@');
  const split = { tier: isTier(tier) ? tier : null, at: isDay(at) ? at : null };
  return split.tier === null && split.at === null ? null : split;
}

/**
 * The view that the bare address of the page or of a thing opens: on a phone the look-up, which is what its readers come for and needs no
 * map to load. Null where the address says what is shown (not only of which day, which tier and in which language); `told` is what it says,
 * from the path too.
 */
export function opening(hash: string, phone: boolean, told: View = 'map'): View | null {
  const open = [...new URLSearchParams(hash.replace(/^#/, '')).keys()].every((key) => ['at', 'tier', 'lang'].includes(key));
  return phone && told === 'map' && open ? 'lookup' : null;
}

/** Reads a hash; whatever is not understood is left out, never an error for the reader. */
export function parseHash(hash: string): Shown {
  const q = new URLSearchParams(hash.replace(/^#/, '').replace(/\+/g, '%2B'));
  const lon = number(q.get('lon'), 180);
  const lat = number(q.get('lat'), 90);
  const at = q.get('at');
  const tier = q.get('tier');
  const lang = q.get('lang');
  return {
    view: VIEWS.find((view) => view === q.get('view')) ?? 'map',
    at: at !== null && isDay(at) ? at : null,
    tier: isTier(tier) ? tier : 'general',
    lang: isLang(lang) ? lang : null,
    point: lon !== null && lat !== null ? { lon, lat } : null,
    parcel: parseParcel(q.get('parcel')),
    unit: unitRef(q.get('unit')),
    area: q.get('area') || null,
    plan: q.get('plan') || null,
    source: q.get('source') || null,
    camera: camera(q.get('map')),
    look: q.get('look') === 'share' ? 'share' : 'status',
    gaps: q.get('gaps') === '1',
    split: splitOf(q.get('split')),
    indicator: q.get('indicator') || null,
    kind: /^[a-z_]{1,40}$/.exec(q.get('kind') ?? '')?.[0] ?? null,
    rows: ROWS.find((rows) => rows === q.get('rows')) ?? 'children',
  };
}

const escape = (text: string): string => encodeURIComponent(text).replace(/%40/g, '@').replace(/%2F/g, '/').replace(/%3A/g, ':').replace(/%2C/g, ',');

const short = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

export function formatHash(shown: Shown): string {
  const parts: [string, string][] = [];
  if (shown.view !== 'map') parts.push(['view', shown.view]);
  if (shown.at) parts.push(['at', shown.at]);
  if (shown.tier !== 'general') parts.push(['tier', shown.tier]);
  if (shown.lang) parts.push(['lang', shown.lang]);
  if (shown.point) parts.push(['lon', short(shown.point.lon, 6)], ['lat', short(shown.point.lat, 6)]);
  if (shown.parcel) parts.push(['parcel', formatParcel(shown.parcel)]);
  if (shown.unit) parts.push(['unit', shown.unit.on ? `${shown.unit.code}@${shown.unit.on}` : shown.unit.code]);
  if (shown.area) parts.push(['area', shown.area]);
  if (shown.plan) parts.push(['plan', shown.plan]);
  if (shown.source) parts.push(['source', shown.source]);
  if (shown.look !== 'status') parts.push(['look', shown.look]);
  if (shown.gaps) parts.push(['gaps', '1']);
  if (shown.split) parts.push(['split', `${shown.split.tier ?? ''}${shown.split.at ? `@${shown.split.at}` : ''}`]);
  if (shown.indicator) parts.push(['indicator', shown.indicator]);
  if (shown.kind) parts.push(['kind', shown.kind]);
  if (shown.rows !== 'children') parts.push(['rows', shown.rows]);
  if (shown.camera) parts.push(['map', `${short(shown.camera.zoom, 2)}/${short(shown.camera.lat, 4)}/${short(shown.camera.lon, 4)}`]);
  return parts.length > 0 ? `#${parts.map(([key, value]) => `${key}=${escape(value)}`).join('&')}` : '';
}
