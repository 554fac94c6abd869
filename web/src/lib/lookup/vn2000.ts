// VN-2000 plane coordinates to WGS 84, as `src/lookup/vn2000.rs` does it (Karney 2011; EPSG:6960), so that a parcel can be drawn
// before the server is asked, and a wrong zone be told.
import type { Corner } from './coordinates';

export interface Zone {
  epsg: number;
  meridian: number;
  scale: 0.9996 | 0.9999;
}

const tm3 = (epsg: number, meridian: number): Zone => ({ epsg, meridian, scale: 0.9999 });

/** Every VN-2000 plane system (EPSG v10), by scale and meridian. */
export const ZONES: readonly Zone[] = [
  tm3(5896, 102), tm3(9205, 103), tm3(9206, 104), tm3(9207, 104.5), tm3(9208, 104.75), tm3(5897, 105), tm3(9209, 105.5), tm3(9210, 105.75),
  tm3(9211, 106), tm3(9212, 106.25), tm3(9213, 106.5), tm3(9214, 107), tm3(9215, 107.25), tm3(9216, 107.5), tm3(5899, 107.75), tm3(5898, 108),
  tm3(9217, 108.25), tm3(9218, 108.5), { epsg: 3405, meridian: 105, scale: 0.9996 }, { epsg: 3406, meridian: 111, scale: 0.9996 },
];

export const zoneOf = (epsg: number): Zone | undefined => ZONES.find((zone) => zone.epsg === epsg);

/** The zone the reader chose, else the one the server says is used here; null: the reader has to choose. */
export const zoneFor = (chosen: number | null, usual: number | null): Zone | null => zoneOf(chosen ?? 0) ?? zoneOf(usual ?? 0) ?? null;

/** 107.25 → `107°15′`. */
export function meridianName({ meridian }: Zone): string {
  return `${Math.floor(meridian)}°${String(Math.round((meridian % 1) * 60)).padStart(2, '0')}′`;
}

const A = 6_378_137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);
const N = F / (2 - F);
const RADIUS = (A / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64 + N ** 6 / 256);
const sum = (first: number, terms: number[]): number => terms.reduce((all, term, i) => all + term * N ** (first + i), 0);
/** Coefficients of the inverse series (equation 36). */
const BETA = [
  sum(1, [1 / 2, -2 / 3, 37 / 96, -1 / 360, -81 / 512, 96199 / 604800]),
  sum(2, [1 / 48, 1 / 15, -437 / 1440, 46 / 105, -1118711 / 3870720]),
  sum(3, [17 / 480, -37 / 840, -209 / 4480, 5569 / 90720]),
  sum(4, [4397 / 161280, -11 / 504, -830251 / 7257600]),
  sum(5, [4583 / 161280, -108847 / 3991680]),
  sum(6, [20648693 / 638668800]),
];

/** The tangent of the geographic latitude of a conformal one: Newton's method. */
function geographicTan(conformal: number): number {
  const e = Math.sqrt(E2);
  let tan = conformal;
  for (let i = 0; i < 4; i += 1) {
    const sigma = Math.sinh(e * Math.atanh((e * tan) / Math.hypot(tan, 1)));
    const guess = tan * Math.hypot(sigma, 1) - sigma * Math.hypot(tan, 1);
    tan += ((conformal - guess) / Math.hypot(guess, 1)) * ((1 + (1 - E2) * tan * tan) / ((1 - E2) * Math.hypot(tan, 1)));
  }
  return tan;
}

function unproject(zone: Zone, [easting, northing]: Corner): [lon: number, lat: number] {
  const [xi, eta] = [northing / (zone.scale * RADIUS), (easting - 500_000) / (zone.scale * RADIUS)];
  let [x, y] = [xi, eta];
  BETA.forEach((beta, i) => {
    const multiple = 2 * (i + 1);
    x -= beta * Math.sin(multiple * xi) * Math.cosh(multiple * eta);
    y -= beta * Math.cos(multiple * xi) * Math.sinh(multiple * eta);
  });
  const tan = Math.sin(x) / Math.hypot(Math.sinh(y), Math.cos(x));
  return [(zone.meridian * Math.PI) / 180 + Math.atan2(Math.sinh(y), Math.cos(x)), Math.atan(geographicTan(tan))];
}

/** EPSG:6960 as a position vector transformation, at height 0. */
function shifted([lon, lat]: [number, number]): [lon: number, lat: number] {
  const seconds = (value: number): number => ((value / 3600) * Math.PI) / 180;
  const [rx, ry, rz] = [seconds(0.00928836), seconds(-0.01975479), seconds(0.00427372)];
  const scale = 1 + 0.252906278e-6;
  const normal = A / Math.sqrt(1 - E2 * Math.sin(lat) ** 2);
  const [x, y, z] = [normal * Math.cos(lat) * Math.cos(lon), normal * Math.cos(lat) * Math.sin(lon), normal * (1 - E2) * Math.sin(lat)];
  const X = -191.90441429 + scale * (x - rz * y + ry * z);
  const Y = -39.30318279 + scale * (rz * x + y - rx * z);
  const Z = -111.45032835 + scale * (-ry * x + rx * y + z);
  const fromAxis = Math.hypot(X, Y);
  let turned = Math.atan(Z / (fromAxis * (1 - E2)));
  for (let i = 0; i < 5; i += 1) turned = Math.atan((Z + (E2 * A * Math.sin(turned)) / Math.sqrt(1 - E2 * Math.sin(turned) ** 2)) / fromAxis);
  return [Math.atan2(Y, X), turned];
}

/** Longitude and latitude on WGS 84 (degrees). */
export function toWgs84(zone: Zone, corner: Corner): [lon: number, lat: number] {
  const [lon, lat] = shifted(unproject(zone, corner));
  return [(lon * 180) / Math.PI, (lat * 180) / Math.PI];
}
