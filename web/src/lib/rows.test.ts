// The table's order and its CSV.
import { expect, it } from 'vitest';
import { chosen, csv, filtered, nameOf, sorted } from './rows';
import type { CoverageRow, Tier, Tiers } from './types';

function row(code: string, name: string, area: number, share: number): CoverageRow {
  const figures = { covered_km2: (area * share) / 100, preparing_km2: 0, percent: share, preparing_percent: 0, status: 'partial' as const, plans: [], preparing_plans: [] };
  const tiers: Tiers = { regional: figures, general: figures, zoning: figures, detailed: figures };
  return {
    unit: { code, name, full_name: `Xã ${name}`, kind: 'commune', kind_vi: 'Xã', level: 'commune', parent_code: '20', valid_from: null, valid_to: null, area_km2: area, quality: 'imported', point: [106.6, 21.8], bbox: [106.5, 21.7, 106.7, 21.9] },
    area_km2: area,
    former: false,
    tiers,
  };
}
const rows = [row('3', 'Đồng Mỏ', 30, 50), row('1', 'Yên Bình', 10, 50), row('2', 'Bắc Sơn', 20, 90), row('4', 'Ba Sơn', 30, 10)];
const codes = (list: CoverageRow[]): string => list.map((r) => r.unit.code).join('');

it('sorts names as Vietnamese does', () => {
  expect(codes(sorted(rows, { column: 'name', descending: false }, 'vi'))).toBe('4231');
});

it('sorts figures, equal ones by name in both directions', () => {
  expect(codes(sorted(rows, { column: 'general.percent', descending: true }, 'vi'))).toBe('2314');
  expect(codes(sorted(rows, { column: 'area', descending: false }, 'vi'))).toBe('1243');
});

it('does not depend on the order the rows came in', () => {
  const by = { column: 'area', descending: true } as const;
  expect(sorted([...rows].reverse(), by, 'vi')).toEqual(sorted(rows, by, 'vi'));
});

it('turns a column round when chosen again', () => {
  const first = chosen({ column: 'name', descending: false }, 'area');
  expect(first).toEqual({ column: 'area', descending: true });
  expect(chosen(first, 'area').descending).toBe(false);
});

it('writes CSV that spreadsheets read and cannot be run', () => {
  const text = csv([row('06463', '=cmd, "x"', 1234.5678, 33.333)], '2024-06-30', null);
  const [head, line] = text.slice(1).split('\r\n');
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(head).toContain('general_percent,general_covered_km2,general_status');
  expect(line).toBe('2024-06-30,06463,"Xã =cmd, ""x""",commune,imported,1234.57' + ',33.33,411.52,partial'.repeat(4));
});

it('tells in CSV what was not supplied from what is not covered', () => {
  const [one] = rows;
  if (!one) throw new Error('there are rows');
  const none = { ...one.tiers.general, covered_km2: 0, percent: 0, status: 'none' as const };
  const bare = { ...one, tiers: { regional: none, general: none, zoning: none, detailed: { ...none, percent: null, status: null } } };
  const statuses = (held: ReadonlySet<Tier> | null): string[] => [2, 5, 8, 11].map((i) => csv([bare], '2024-06-30', held).split('\r\n')[1]?.split(',')[6 + i] ?? '?');
  expect(statuses(new Set<Tier>(['general']))).toEqual(['not_supplied', 'none', 'not_supplied', '']);
  expect(statuses(null)).toEqual(['none', 'none', 'none', '']);
});

it('is filtered by name without accents, by code, and by status', () => {
  expect(codes(filtered(rows, 'dong', null, 'general'))).toBe('3');
  expect(codes(filtered(rows, '4', null, 'general'))).toBe('4');
  expect(codes(filtered(rows, '', 'partial', 'general'))).toBe('3124');
  expect(filtered(rows, '', 'full', 'general')).toEqual([]);
});

it('calls a unit that is no more by its former name', () => {
  const [first] = rows;
  if (!first) throw new Error('there are rows');
  expect(nameOf(first, 'vi')).toBe('Xã Đồng Mỏ');
  expect(nameOf({ ...first, former_name: { vi: 'Xã Đồng Mỏ (cũ)', en: 'former Xã Đồng Mỏ' } }, 'en')).toBe('former Xã Đồng Mỏ');
});
