// Typed client of the HTTP API: one function per endpoint, one kind of failure.
import { kept } from './kept.svelte';
import { placeOf } from './paths';
import type {
  AreaAnswer, Coverage, CoverageBrief, Lineage, Lookup, ParcelLookup, PlanAnswer, Plans, Search, Site, Timeline, UnitAnswer,
} from './types';

export type FailureKind = 'offline' | 'bad_request' | 'not_found' | 'unavailable' | 'server';

/** Why a request gave no answer; `detail` is the server's own sentence, if it sent one. */
export class ApiFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly detail: string | null,
    readonly status: number,
  ) {
    super(detail ?? kind);
    this.name = 'ApiFailure';
  }
}

type Query = Record<string, string | number | null | undefined>;

/** The page's own folder, so that the page also works behind a path prefix; it stays when the address comes to name a thing. */
export const base: string = typeof window === 'undefined' ? 'http://localhost/' : new URL(placeOf(window.location.pathname).base, window.location.href).href;

/** An address below the page's own folder. */
export function address(path: string, query: Query = {}): string {
  const url = new URL(path.replace(/^\//, ''), base);
  url.hash = '';
  url.search = '';
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) url.searchParams.set(key, String(value));
  }
  return url.href;
}

export function failureOf(status: number): FailureKind {
  if (status === 404) return 'not_found';
  if (status === 502 || status === 503 || status === 504) return 'unavailable';
  return status >= 400 && status < 500 ? 'bad_request' : 'server';
}

async function detailOf(response: Response): Promise<string | null> {
  try {
    const body: unknown = await response.json();
    if (body !== null && typeof body === 'object' && 'detail' in body && typeof body.detail === 'string') return body.detail;
  } catch {
    // not JSON: there is nothing to quote
  }
  return null;
}

/** Reads JSON; `no-cache` still uses the ETag, so an unchanged answer costs a 304. */
export const getJson = <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> => askJson<T>(path, query, { cache: 'no-cache' }, signal);

async function askJson<T>(path: string, query: Query, how: RequestInit, signal: AbortSignal | undefined): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address(path, query), { ...how, ...(signal ? { signal } : {}) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiFailure('offline', null, 0);
  }
  kept.tell(response, path);
  if (!response.ok) throw new ApiFailure(failureOf(response.status), await detailOf(response), response.status);
  return (await response.json()) as T;
}

const part = encodeURIComponent;

export const api = {
  site: (signal?: AbortSignal) => getJson<Site>('api/site', {}, signal),
  timeline: (signal?: AbortSignal) => getJson<Timeline>('api/timeline', {}, signal),
  lookup: (lon: number, lat: number, at: string, signal?: AbortSignal) =>
    getJson<Lookup>('api/lookup', { lon, lat, at }, signal),
  /** A position on a VN-2000 plane (m). */
  lookupPlane: ([x, y]: [number, number], epsg: number, at: string, signal?: AbortSignal) =>
    getJson<Lookup>('api/lookup', { x, y, crs: `EPSG:${epsg}`, at }, signal),
  /** A parcel: each plan comes with its share of it. */
  lookupParcel: (polygon: object, epsg: number, at: string, signal?: AbortSignal) =>
    askJson<ParcelLookup>('api/lookup', { at, crs: epsg === 4326 ? null : `EPSG:${epsg}` }, { method: 'POST', headers: { 'content-type': 'application/geo+json' }, body: JSON.stringify(polygon) }, signal),
  /** `group`: which units its land is told by, where not by those that belong directly to it. */
  coverage: (unit: string | null, at: string, signal?: AbortSignal, group: string | null = null) =>
    getJson<Coverage>('api/coverage', { unit, at, group }, signal),
  /** The figures of all smallest units, in few bytes. */
  coverageBrief: (at: string, signal?: AbortSignal) => getJson<CoverageBrief>('api/coverage/brief', { at }, signal),
  unit: (code: string, at: string, signal?: AbortSignal) =>
    getJson<UnitAnswer>(`api/units/${part(code)}`, { at }, signal),
  lineage: (code: string, at: string, signal?: AbortSignal) => getJson<Lineage>(`api/units/${part(code)}/lineage`, { at }, signal),
  area: (id: string, at: string, signal?: AbortSignal) => getJson<AreaAnswer>(`api/areas/${part(id)}`, { at }, signal),
  plans: (unit: string, at: string, signal?: AbortSignal) =>
    getJson<Plans>('api/plans', { unit, at, limit: 200 }, signal),
  /** How many plans are in force in a unit. */
  plansInForce: async (unit: string, at: string, signal?: AbortSignal): Promise<number> => (await getJson<Plans>('api/plans', { unit, at, state: 'in_force', limit: 1 }, signal)).total,
  /** How many plans of a tier the store holds, of all days. */
  plan: (id: string, at: string, signal?: AbortSignal) => getJson<PlanAnswer>(`api/plans/${part(id)}`, { at }, signal),
  search: (q: string, at: string, signal?: AbortSignal, limit = 12) => getJson<Search>('api/search', { q, at, limit }, signal),
};
