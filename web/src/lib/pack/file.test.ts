// A look-up in a pack answers what the server would: smallest unit, plans, areas, lacks and notices, also on borders and in holes.
import { describe, expect, it } from 'vitest';
import type { Area, Lack, LonLat, Notice, Plan, Unit } from '../types';
import { dayIn, lookupIn, sideOf, smallestAt, type PackFile } from './file';
import { namedIn } from './names';

const square = (west: number, south: number, east: number, north: number): LonLat[] => [[west, south], [east, south], [east, north], [west, north], [west, south]];
const unit = (code: string, level: Unit['level'], full_name: string): Unit => ({
  code, level, full_name, name: full_name.replace(/^(?:Xã|Tỉnh) /, ''), kind: level === 'commune' ? 'commune' : 'province', kind_vi: '', parent_code: null, area_km2: 1,
  bbox: [0, 0, 1, 1], point: [0.5, 0.5], quality: 'imported', valid_from: null, valid_to: null,
});
const plan = (id: string, tier: Plan['tier'], state: Plan['state'], kind: string): Plan => ({ id, tier, state, kind }) as Plan;
const lack = (tier: Lack['tier'], no: Lack['no']): Omit<Lack, 'preparing'> => ({ tier, no, reason: 'by_level', vi: '', en: '', sources: [] }) as unknown as Omit<Lack, 'preparing'>;
const notice = (code: string): Notice => ({ code, vi: code, en: code });
const tiers = {} as NonNullable<PackFile['units'][number]['tiers']>;

/** As the server writes it (docs/api.md, "Look-ups from a pack"). Two communes side by side with a border at 1; a third beyond, of which the pack knows only that it is there. */
const file: PackFile = {
  format_version: 1, as_of: '2026-01-01', revision: 7, unit: '00001', bbox: [0, 0, 3, 1],
  notices: [notice('b'), notice('a'), notice('c')], always: ['a'],
  shapes: [[[square(0, 0, 3, 1)]], [[square(0, 0, 1, 1), square(0.4, 0.4, 0.6, 0.6)]], [[square(1, 0, 2, 1)]], [[square(2, 0, 3, 1)]], [[square(0, 0, 0.3, 1)]], [[square(0, 0, 0.1, 1)]]],
  units: [
    { unit: unit('20', 'province', 'Tỉnh A'), shape: 0 },
    { unit: unit('00001', 'commune', 'Xã Chi Lăng'), shape: 1, chain: [0, 1], tiers, lacks: 0, notices: ['c'] },
    { unit: unit('00002', 'commune', 'Xã Đồng Mỏ'), shape: 2, chain: [0, 2], tiers, lacks: null, notices: [] },
    { unit: unit('00003', 'commune', 'Xã Khác'), shape: 3 },
  ],
  plans: [
    { plan: plan('general', 'general', 'in_force', 'general_commune'), shapes: [4], ended: [5], notices: ['b'] },
    { plan: plan('zoning', 'zoning', 'preparing', 'zoning'), shapes: [4], ended: [], notices: [] },
  ],
  areas: [{ area: { id: 'town', name: 'Đô thị Đồng Mỏ', bbox: null, point: null } as Area, shapes: [4], group: 3, notices: [] }],
  lacks: [lack('general', 'required'), lack('zoning', 'not_required'), lack('zoning', 'required')],
  lack_tables: [{ tiers: [
    { tier: 'general', plan_kinds: [], groups: [], cases: [{ groups: [], plan_kinds: [], lack: 0 }] },
    { tier: 'zoning', plan_kinds: ['general_commune'], groups: [3], cases: [
      { groups: [], plan_kinds: [], lack: 1 }, { groups: [3], plan_kinds: [], lack: 1 }, { groups: [3], plan_kinds: ['general_commune'], lack: 2 }, { groups: [], plan_kinds: ['general_commune'], lack: 1 },
    ] },
  ] }],
};

describe('a shape', () => {
  const ring = [[square(0, 0, 4, 4), square(1, 1, 2, 2)], [square(6, 0, 7, 1)]];
  it.each([
    [[3, 3], 1], [[1.5, 1.5], -1], [[1, 1.5], 0], [[0, 2], 0], [[4, 4], 0], [[2, 0], 0], [[5, 1], -1], [[6.5, 0.5], 1], [[-1, 0], -1], [[8, 0], -1], [[0.5, 1], 1],
  ] as [LonLat, number][])('has %j on side %i', (at, side) => expect(sideOf(ring, at)).toBe(side));
});

describe('a look-up in a pack', () => {
  it('tells units from the province down, plans but where they have ended, areas, and what it is of', () => {
    const found = lookupIn(file, 0.2, 0.5);
    expect(found?.units.map(({ code }) => code)).toEqual(['20', '00001']);
    expect(found?.plans.map(({ id }) => id)).toEqual(['general', 'zoning']);
    expect(found?.areas.map(({ id }) => id)).toEqual(['town']);
    expect([found?.as_of, found?.revision, found?.position]).toEqual(['2026-01-01', 7, { lon: 0.2, lat: 0.5 }]);
    expect(lookupIn(file, 0.05, 0.5)?.plans.map(({ id }) => id)).toEqual(['zoning']);
  });

  it('tells what is lacking by the areas and plans that are there', () => {
    expect(lookupIn(file, 0.2, 0.5)?.lacks.map(({ tier, no, preparing }) => [tier, no, preparing])).toEqual([['zoning', 'required', true]]);
    expect(lookupIn(file, 0.05, 0.5)?.lacks.map(({ tier, no, preparing }) => [tier, no, preparing])).toEqual([['general', 'required', false], ['zoning', 'not_required', true]]);
    expect(lookupIn(file, 0.9, 0.5)?.lacks.map(({ no, preparing }) => [no, preparing])).toEqual([['required', false], ['not_required', false]]);
    expect(lookupIn(file, 1.5, 0.5)?.lacks).toEqual([]);
    expect([lookupIn(file, 0.2, 0.5)?.lacks_known, lookupIn(file, 1.5, 0.5)?.lacks_known]).toEqual([true, false]);
  });

  it('has the notices of what is there, in the order of answers', () => {
    expect(lookupIn(file, 0.2, 0.5)?.notices.map(({ code }) => code)).toEqual(['b', 'a', 'c']);
    expect(lookupIn(file, 1.5, 0.5)?.notices.map(({ code }) => code)).toEqual(['a']);
  });

  it('takes the first unit that has a position inside, else the first that has it on its border', () => {
    expect(smallestAt(file, [1, 0.5])?.unit.code).toBe('00001');
    expect(smallestAt(file, [0.5, 0.5])?.unit.code).toBe('20');
    expect(smallestAt(file, [1.5, 0.5])?.unit.code).toBe('00002');
  });

  it('answers nothing outside, at a neighbour’s, or where only a unit above is', () => {
    expect(lookupIn(file, 4, 0.5)).toBeNull();
    expect(lookupIn(file, 2.5, 0.5)).toBeNull();
    expect(lookupIn(file, 0.5, 0.5)).toBeNull();
  });
});

it('a pack is about its own day, and holds since its last change', () => {
  const pack = { as_of: '2026-01-01', unchanged_since: '2025-07-01' };
  expect(['2025-06-30', '2025-07-01', '2025-12-31', '2026-01-01', '2026-01-02'].map((day) => dayIn(pack, day))).toEqual(['before', 'unchanged', 'unchanged', 'same', 'after']);
  expect(dayIn({ ...pack, unchanged_since: null }, '1990-01-01')).toBe('unchanged');
});

describe('places of a pack', () => {
  const names = (asked: string): string[] => namedIn(file, asked).map(({ id }) => id);
  it('are found without accents, best first', () => {
    expect(names('chi lang')).toEqual(['00001']);
    expect(names('xa dong mo')).toEqual(['00002']);
    expect(names('dong mo')).toEqual(['00002', 'town']);
    expect(names('lang')).toEqual(['00001']);
    expect(names('00002')).toEqual(['00002']);
    expect([names('khac'), names('tinh a'), names(' ')]).toEqual([[], [], []]);
    expect(namedIn(file, 'chi lang')[0]?.detail).toBe('Tỉnh A');
  });
});
