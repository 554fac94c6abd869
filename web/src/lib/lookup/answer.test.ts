// What is said first, which "no" it is, and which of several equal names.
import { describe, expect, it } from 'vitest';
import { TIERS, type Area, type Plan, type SearchResult, type Tier, type Tiers, type Unit } from '../types';
import { ofUnit, ranked, verdict, type PlanHere } from './answer';
import { bare, choice, folded } from './names';
import { lacking, smallestOf, type Place } from './need';

const plan = (id: string, more: Partial<PlanHere> = {}): PlanHere =>
  ({ id, name: id, kind: 'urban_general', tier: 'general', state: 'in_force', quality: 'imported', approved_on: '2020-01-01', ...more }) as PlanHere;
const unit = (kind: string, code = '1', level = 'commune'): Unit => ({ code, kind, level }) as Unit;
const district = (kind = 'district'): Unit => unit(kind, 'd', 'district');
const province = (code = '20'): Unit => unit('province', code, 'province');
const ALL: ReadonlySet<Tier> = new Set(TIERS);
const area = (kind: string): Area => ({ id: 'a', kind }) as Area;
const ids = (plans: Plan[]): string[] => plans.map(({ id }) => id);

describe('the order of plans', () => {
  it('is by what binds most', () => {
    const plans = [
      plan('ended', { state: 'ended' }), plan('province', { tier: null, kind: 'provincial' }), plan('being made', { state: 'preparing', tier: 'detailed' }), plan('illustrative', { tier: 'detailed', quality: 'illustrative' }),
      plan('regional', { tier: 'regional' }), plan('general'), plan('zoning', { tier: 'zoning' }), plan('detailed', { tier: 'detailed' }), plan('rules', { tier: null, kind: 'architecture_regulation' }),
    ];
    expect(ids(ranked(plans))).toEqual(['detailed', 'zoning', 'general', 'regional', 'province', 'rules', 'illustrative', 'being made', 'ended']);
  });
  it('is by the share of the parcel, then the newer, where they bind alike', () => {
    expect(ids(ranked([plan('small', { percent: 2 }), plan('large', { percent: 98 })]))).toEqual(['large', 'small']);
    expect(ids(ranked([plan('old'), plan('new', { approved_on: '2024-01-01' })]))).toEqual(['new', 'old']);
  });
});

describe('the first sentence', () => {
  it('is about the plan in force that binds most', () => expect(verdict([plan('a'), plan('b', { tier: 'zoning' })], false, [])).toMatchObject({ kind: 'in_force', plan: { id: 'b' }, others: 1 }));
  it('is about one being made where none is in force', () => expect(verdict([plan('a', { state: 'preparing' }), plan('b', { state: 'ended' })], false, [])).toMatchObject({ kind: 'preparing', plan: { id: 'a' }, others: 0 }));
  it('about a unit tells how much of it the tier covers, unless that is all', () => {
    const tiers = { zoning: { status: 'partial', percent: 1.2 }, general: { status: 'full', percent: 99.9 } } as Tiers;
    expect(ofUnit(verdict([plan('a', { tier: 'zoning' })], false, []), tiers)).toMatchObject({ kind: 'in_force', covered: 1.2 });
    expect(ofUnit(verdict([plan('a')], false, []), tiers)).not.toHaveProperty('covered');
    expect(ofUnit(verdict([plan('a', { tier: null })], false, []), tiers)).not.toHaveProperty('covered');
  });
  it('about a unit counts the plans that were not listed', () => {
    expect(ofUnit(verdict([plan('a'), plan('b')], false, []), null, 1234)).toMatchObject({ kind: 'in_force', others: 1233 });
    expect(ofUnit(verdict([plan('a'), plan('b')], false, []), null)).toMatchObject({ kind: 'in_force', others: 1 });
  });
  it('says which "no" it is', () => {
    expect(verdict([], true, [])).toEqual({ kind: 'outside' });
    const place: Place = { units: [unit('commune')], areas: [], plans: [], held: ALL, at: '2026-01-01' };
    expect(verdict([], false, lacking(place))).toMatchObject({ kind: 'nothing', lack: { tier: 'general', no: 'required', reason: 'commune_general' } });
    expect(verdict([], false, lacking({ ...place, held: new Set<Tier>() }))).toMatchObject({ kind: 'nothing', lack: { no: 'not_supplied' } });
  });
});

describe('the three kinds of "no"', () => {
  const place = (more: Partial<Place>): Place => ({ units: [province(), unit('commune')], areas: [], plans: [], held: ALL, at: '2026-01-01', ...more });
  const told = (more: Partial<Place>): string[] => lacking(place(more)).map(({ tier, no, reason }) => `${tier}: ${no}, ${reason}`);
  it('in the country', () => expect(told({})).toEqual(['regional: not_required, districts_gone', 'general: required, commune_general', 'zoning: not_required, zoning_rural', 'detailed: not_required, detailed']));
  it('in a ward', () => expect(told({ units: [unit('ward')] })).toEqual(['regional: not_required, districts_gone', 'general: required, urban_general', 'zoning: required, zoning_city', 'detailed: not_required, detailed']));
  it('in a township, while there were districts', () =>
    expect(told({ units: [province(), district(), unit('township')], at: '2025-06-30' })).toEqual(['regional: required, district_regional', 'general: required, urban_general', 'zoning: not_required, zoning_township', 'detailed: not_required, detailed']));
  it('in a functional zone', () => expect(told({ areas: [area('functional_zone')] })).toContain('zoning: required, zoning_zone'));
  it('by the targets of one province is not told of another', () => {
    expect(told({ units: [province('24'), unit('commune')], areas: [area('functional_zone')] })).toContain('zoning: unknown, target_unknown');
    expect(told({ units: [province('24'), district(), unit('commune')], at: '2025-06-30' })).toContain('regional: unknown, target_unknown');
    expect(told({ units: [province('24'), unit('ward')], areas: [area('functional_zone')] })).toContain('zoning: required, zoning_city');
  });
  it('where no plan of the tier is loaded at all', () => {
    expect(told({ units: [unit('ward')], held: new Set<Tier>(['general']) })).toEqual(['regional: not_required, districts_gone', 'general: required, urban_general', 'zoning: not_supplied, nothing_loaded', 'detailed: not_required, detailed']);
  });
  it('that is not known while the store has not told what it holds', () =>
    expect(told({ units: [unit('ward')], held: null })).toEqual(['regional: not_required, districts_gone', 'general: unknown, holdings_unknown', 'zoning: unknown, holdings_unknown', 'detailed: not_required, detailed']));
  it('supplied where a plan of the tier that has ended is listed', () => expect(told({ plans: [plan('a', { state: 'ended' })], held: new Set<Tier>() })).toContain('general: required, commune_general'));
  it('in a provincial city, while there were districts', () => {
    const at = '2025-06-30';
    expect(told({ units: [district('provincial_city'), unit('ward')], at })).toContain('regional: not_required, city_without_regional');
    expect(told({ units: [district('town'), unit('ward')], at })).toContain('regional: not_required, city_without_regional');
    expect(told({ units: [unit('ward')], at })).toContain('regional: unknown, district_unknown');
  });
  it('in the unit with most of a parcel', () => {
    const units = [unit('ward', '1'), unit('commune', '2')];
    expect(smallestOf(units)?.code).toBe('1');
    expect(told({ units })).toContain('zoning: required, zoning_city');
    expect(told({ units: [province(), district('district'), district('provincial_city'), ...units], at: '2025-06-30' })).toContain('regional: required, district_regional');
  });
  it('not where a plan is in force', () => expect(told({ plans: [plan('a')] })).not.toContain('general: required, commune_general'));
  it('nowhere outside', () => expect(lacking(place({ units: [] }))).toEqual([]));
});

describe('names', () => {
  const result = (name: string, id = name): SearchResult => ({ type: 'unit', id, name }) as SearchResult;
  const all = [result('Xã Chi Lăng'), result('Thị trấn Chi Lăng'), result('Huyện Chi Lăng'), result('Phường Chi Lăng'), result('Khu du lịch Chi Lăng')];
  it('are compared without accents and case', () => {
    expect(folded('Thị trấn ĐỒNG  Mỏ')).toBe('thi tran dong mo');
    expect(bare('TP. Lạng Sơn')).toBe('lang son');
  });
  it('that several places have are for the reader to tell apart', () => {
    const found = choice('chi lang', all);
    expect(found.kind === 'several' && found.results.length).toBe(4);
  });
  it('with their kind mean one', () => expect(choice('thi tran chi lang', all)).toMatchObject({ kind: 'one', result: { name: 'Thị trấn Chi Lăng' } }));
  it('that only resemble are offered', () => {
    expect(choice('chi', all).kind).toBe('perhaps');
    expect(choice('x', []).kind).toBe('none');
    expect(choice('06463', [result('Xã Chi Lăng', '06463')])).toMatchObject({ kind: 'one' });
  });
});
