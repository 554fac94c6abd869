// Against PROJ (the oracle of src/lookup/vn2000.rs: gdaltransform, GDAL 3.6.2, PROJ 9.1.1).
import { expect, it } from 'vitest';
import { meridianName, toWgs84, zoneFor, zoneOf, ZONES, type Zone } from './vn2000';

const here = zoneOf(9215) as Zone;

it.each([
  [510446.004, 2220777.089, 107.351747132867, 20.076947467049], [394690.733, 1093288.503, 106.29155553713, 9.88498977687755], [472100.387, 2369708.88, 106.982750832938, 21.4220986261548],
  [421033.409, 2566959.661, 106.480455163835, 23.2019079854689], [619468.353, 1689706.342, 108.364117650119, 15.2753420533975], [511170.959, 2440173.495, 107.360128457681, 22.0587233589051],
])('%d %d lies where PROJ has it', (easting, northing, lon, lat) => {
  const [x, y] = toWgs84(here, [easting, northing]);
  expect(Math.abs(x - lon)).toBeLessThan(1e-9);
  expect(Math.abs(y - lat)).toBeLessThan(1e-9);
});

it.each([
  [3405, 104.518505895768, 21.7017471682045], [3406, 110.518485409301, 21.7016784302893], [5896, 101.518675016357, 21.6952765512793], [5897, 104.518672544981, 21.695242011181], [5898, 107.518664885472, 21.6952075601666],
  [5899, 107.268665721503, 21.6952104253752], [9205, 102.518674769737, 21.6952650338567], [9206, 103.518673945861, 21.6952535193215], [9207, 104.018673317524, 21.6952477642328], [9208, 104.268672949275, 21.6952448874249],
  [9209, 105.018671628291, 21.6952362606044], [9210, 105.268671115913, 21.6952333863811], [9211, 105.518670567525, 21.6952305129408], [9212, 105.768669983138, 21.6952276403382], [9213, 106.018669362762, 21.6952247686279],
  [9214, 106.518668014095, 21.6952190281032], [9215, 106.76866728583, 21.695216159398], [9216, 107.018666521627, 21.6952132918038], [9217, 107.76866401355, 21.6952046962322], [9218, 108.018663105754, 21.695201833628],
])('EPSG:%d has its own meridian and scale', (epsg, lon, lat) => {
  const [x, y] = toWgs84(zoneOf(epsg) as Zone, [450000.5, 2400000.25]);
  expect(Math.abs(x - lon)).toBeLessThan(1e-9);
  expect(Math.abs(y - lat)).toBeLessThan(1e-9);
});

it('names zones as certificates do', () => {
  expect(ZONES.length).toBe(20);
  expect(meridianName(here)).toBe('107°15′');
});

it('is the one chosen, else that of the site, and never guessed', () => {
  expect(zoneFor(null, 9215)).toBe(here);
  expect(zoneFor(3405, 9215)).toBe(zoneOf(3405));
  expect(zoneFor(null, null)).toBeNull();
  expect(zoneFor(null, 4326)).toBeNull();
});
