// Parcels: where they lie, what is odd about them, and how links tell them.
import { describe, expect, it } from 'vitest';
import type { Corner } from './coordinates';
import { crossesItself, formatParcel, judged, parseParcel, placed, polygon, squareMetres, WGS84 } from './parcel';
import { zoneOf, type Zone } from './vn2000';

const LANG_SON: [number, number, number, number] = [106.09, 21.32, 107.37, 22.46];
const square: Corner[] = [[448983, 2417395], [449083, 2417395], [449083, 2417495], [448983, 2417495]];

it('measures its area as the certificate does', () => {
  expect(squareMetres({ epsg: 9215, corners: square })).toBe(10_000);
  expect(squareMetres({ epsg: 9215, corners: [...square].reverse() })).toBe(10_000);
  expect(squareMetres({ epsg: WGS84, corners: [[106, 21], [107, 21], [107, 22]] })).toBeNull();
});

it('sees corners in another order than the border has', () => {
  expect(crossesItself(square)).toBe(false);
  expect(crossesItself([square[0], square[2], square[1], square[3]] as Corner[])).toBe(true);
});

describe('the zone', () => {
  const here = zoneOf(9215) as Zone;
  it('is right where the corners lie in the territory', () => expect(judged(square, here, LANG_SON)).toEqual({ epsg: 9215, inside: true, others: [] }));
  it('is told wrong with those that fit, the 6° zone first', () => {
    // The same place in EPSG:3405 (projinfo): E 681504.6, N 2417624.5.
    const found = judged([[681504.6, 2417624.5]], here, LANG_SON);
    expect(found.inside).toBe(false);
    expect(found.others[0]?.epsg).toBe(3405);
    expect(found.others.map(({ epsg }) => epsg)).not.toContain(9215);
  });
  it('fits nowhere for a place in another part of the country', () => expect(judged([[500000, 1200000]], here, LANG_SON).others).toEqual([]));
});

it('becomes a closed polygon, counter-clockwise, in its own system', () => {
  const { coordinates } = polygon({ epsg: 9215, corners: [...square].reverse() });
  const ring = coordinates[0] ?? [];
  expect(ring.length).toBe(5);
  expect(ring[0]).toEqual(ring[4]);
  expect(ring.slice(0, 4)).toEqual(square);
  expect(placed({ epsg: 9215, corners: square })[0]?.map((value) => value.toFixed(4))).toEqual(['106.7583', '21.8523']);
});

describe('a link', () => {
  it('tells the same corners again', () => {
    const parcel = { epsg: 9215, corners: [[448983.13, 2417395.74], [449008, 2417400], [449010.5, 2417370]] as Corner[] };
    expect(formatParcel(parcel)).toBe('9215/448983.13,2417395.74/449008,2417400/449010.5,2417370');
    expect(parseParcel(formatParcel(parcel))).toEqual(parcel);
  });
  it.each([null, '', '9215', '1/1,2', '9215/1,2/3,4', '9215/1;2', '4326/190,2', 'x/1,2'])('that is broken is nothing: %j', (text) => expect(parseParcel(text)).toBeNull());
});
