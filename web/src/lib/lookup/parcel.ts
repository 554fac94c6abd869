// A parcel from its corners: where it lies, what is odd about it, and how a link and the server are told.
import type { Bbox, LonLat } from '../types';
import { CORNERS_MAX, type Corner } from './coordinates';
import { toWgs84, ZONES, zoneOf, type Zone } from './vn2000';

export const WGS84 = 4326;

/** Corners as they were typed, easting (or longitude) first, in the system `epsg`. One corner is a position. */
export interface Parcel {
  epsg: number;
  corners: Corner[];
}

export function placed({ epsg, corners }: Parcel): LonLat[] {
  const zone = zoneOf(epsg);
  return zone ? corners.map((corner) => toWgs84(zone, corner)) : corners.map(([lon, lat]) => [lon, lat]);
}

export function boundsOf(points: LonLat[]): Bbox | null {
  if (points.length === 0) return null;
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

const meets = (bbox: Bbox, [lon, lat]: LonLat): boolean => lon >= bbox[0] && lon <= bbox[2] && lat >= bbox[1] && lat <= bbox[3];
const allIn = (bbox: Bbox, points: LonLat[]): boolean => points.every((point) => meets(bbox, point));

export interface Judged {
  /** What the corners are taken to be in. */
  epsg: number;
  /** They lie in the territory that is loaded. */
  inside: boolean;
  /** Systems in which they would, where they do not; the 6° zones first: they are the usual mix-up. */
  others: Zone[];
}

/** Whether corners lie where they should in a system; never changed silently: the reader is asked. */
export function judged(corners: Corner[], zone: Zone, territory: Bbox | null): Judged {
  const inside = territory === null || allIn(territory, corners.map((corner) => toWgs84(zone, corner)));
  const others = inside || territory === null ? [] : ZONES.filter((other) => other !== zone && allIn(territory, corners.map((corner) => toWgs84(other, corner))));
  return { epsg: zone.epsg, inside, others: others.sort((a, b) => a.scale - b.scale) };
}

/** The plane area in m² (Gauss's formula), to compare with the certificate; null for longitudes and latitudes. */
export function squareMetres({ epsg, corners }: Parcel): number | null {
  const zone = zoneOf(epsg);
  if (!zone || corners.length < 3) return null;
  const [x0, y0] = corners[0] as Corner;
  const twice = corners.reduce((all, [x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length] as Corner;
    return all + (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0);
  }, 0);
  return Math.abs(twice) / 2;
}

const side = ([ax, ay]: Corner, [bx, by]: Corner, [px, py]: Corner): number => Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));

/** Whether two of its edges cross: the corners are in another order than the border has. */
export function crossesItself(corners: Corner[]): boolean {
  const edge = (i: number): [Corner, Corner] => [corners[i] as Corner, corners[(i + 1) % corners.length] as Corner];
  for (let i = 0; i < corners.length; i += 1) {
    for (let j = i + 2; j < corners.length; j += 1) {
      if (i === 0 && j === corners.length - 1) continue;
      const [[a, b], [c, d]] = [edge(i), edge(j)];
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true;
    }
  }
  return false;
}

/** The polygon that the server is asked about, in the parcel's own system: closed, counter-clockwise (RFC 7946, section 3.1.6). */
export function polygon({ corners }: Parcel): { type: 'Polygon'; coordinates: Corner[][] } {
  const twice = corners.reduce((all, [x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length] as Corner;
    return all + x * nextY - nextX * y;
  }, 0);
  const ring = twice < 0 ? [...corners].reverse() : [...corners];
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as Corner]] };
}

/** `9215/448983.13,2417395.74/…` in the address of a link. */
export function formatParcel({ epsg, corners }: Parcel): string {
  const digits = epsg === WGS84 ? 7 : 3;
  return [epsg, ...corners.map(([x, y]) => `${Number(x.toFixed(digits))},${Number(y.toFixed(digits))}`)].join('/');
}

export function parseParcel(text: string | null): Parcel | null {
  const [code = '', ...list] = (text ?? '').split('/');
  const epsg = Number(code);
  if ((epsg !== WGS84 && !zoneOf(epsg)) || list.length === 0 || list.length === 2 || list.length > CORNERS_MAX) return null;
  const corners: Corner[] = [];
  for (const one of list) {
    const found = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(one);
    if (!found) return null;
    corners.push([Number(found[1]), Number(found[2])]);
  }
  if (epsg === WGS84 && corners.some(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 90)) return null;
  return { epsg, corners };
}
