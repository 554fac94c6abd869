// What is offered to try is read by the box as what it is.
import { expect, it } from 'vitest';
import { readBox } from './coordinates';
import { shortly, tries } from './examples';

const PLACE = { unit_code: '05986', name: 'Đông Kinh', full_name: 'Phường Đông Kinh', position: [106.76, 21.85] as [number, number], parcel: { epsg: 9215, corners: [[449160.5, 2417125], [449200.5, 2417125], [449200.5, 2417165], [449160.5, 2417165]] as [number, number][] } };

it('is a name without accents, a position, and corners', () => {
  const [name, position, corners] = tries(PLACE);
  expect(name).toBe('phuong dong kinh');
  expect(readBox(position ?? '')).toEqual({ kind: 'position', lon: 106.76, lat: 21.85 });
  expect(readBox(corners ?? '')).toMatchObject({ kind: 'corners', northingFirst: true, mixedOrder: false, corners: PLACE.parcel.corners });
  expect(shortly(corners ?? '')).toBe('2417125.00 449160.50 …');
});

it('is nothing where nothing is told, and no corners where the system is not certain', () => {
  expect(tries(null)).toEqual([null, null, null]);
  expect(tries(undefined)).toEqual([null, null, null]);
  expect(tries({ ...PLACE, parcel: null })[2]).toBeNull();
});
