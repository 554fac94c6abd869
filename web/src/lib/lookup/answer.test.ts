// What is said first, which "no" it is, and which of several equal names.
import { describe, expect, it } from 'vitest';
import type { Lack, No, Plan, SearchResult, Tier, Tiers, Unit } from '../types';
import { ofUnit, ranked, smallestOf, verdict, type PlanHere } from './answer';
import { bare, choice, folded } from './names';

const plan = (id: string, more: Partial<PlanHere> = {}): PlanHere =>
  ({ id, name: id, kind: 'urban_general', tier: 'general', state: 'in_force', quality: 'imported', approved_on: '2020-01-01', ...more }) as PlanHere;
const unit = (kind: string, code = '1', level = 'commune'): Unit => ({ code, kind, level }) as Unit;
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
  it('about a province tells what each tier covers, where any does', () => {
    const figures = (percent: number | null): Tiers['general'] => ({ status: 'partial', percent }) as Tiers['general'];
    const tiers = { regional: figures(0), general: figures(50.83), zoning: figures(null), detailed: figures(0.46) } as Tiers;
    expect(ofUnit(verdict([plan('a')], false, []), tiers, 180, true)).toEqual({ kind: 'wide', plans: 180, covered: [{ tier: 'general', percent: 50.83 }, { tier: 'detailed', percent: 0.46 }] });
    expect(ofUnit(verdict([], false, []), tiers, 0, true)).toMatchObject({ kind: 'nothing' });
    expect(ofUnit(verdict([plan('a', { tier: null })], false, []), null, 1, true)).toMatchObject({ kind: 'in_force' });
  });
  it('says which "no" it is', () => {
    expect(verdict([], true, [])).toEqual({ kind: 'outside' });
    const lack = (tier: Tier, no: No): Lack => ({ tier, no, reason: 'commune_general', preparing: false, vi: '', en: '', sources: [{ act: '47/2024/QH15', clause: null, vi: '', en: '', target: null, due_on: null }] });
    const lacks = [lack('regional', 'not_required'), lack('general', 'required')];
    // The acts are left out, so that two days of one answer under two laws are the same.
    expect(verdict([], false, lacks)).toEqual({ kind: 'nothing', lack: { tier: 'general', no: 'required', reason: 'commune_general', preparing: false } });
    expect(verdict([], false, lacks.slice(0, 1))).toMatchObject({ kind: 'nothing', lack: { tier: 'regional' } });
    expect(verdict([], false, [])).toEqual({ kind: 'nothing', lack: null });
  });
});

describe('the unit that speaks for a place', () => {
  it('is the smallest, and of several that with most of a parcel', () => expect(smallestOf([unit('district', 'd', 'district'), unit('ward', '1'), unit('commune', '2')])?.code).toBe('1'));
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
