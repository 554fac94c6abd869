// Where targets stand on the bar of an indicator.
import { describe, expect, it } from 'vitest';
import { lines, markOf, preparingOf, type Basis, type Indicator, type Target } from './indicators';

const target: Target = {
  id: 'T', due_on: '2025-12-31', due_text: null, operator: '>=', value_min: 90, value_max: null, unit: '%', text: null, only: [],
  responsible: null, source: 'S', clause: 'C', note: null,
};
const basis: Basis = {
  on: '2023-05-27', value: 50, numerator: 2, denominator: 4, counts: { missing: 1, preparing: 1, satisfied: 2, no_land: 0, not_loaded: 0 },
  targets: [], missing: [], preparing: [], no_land: [], not_loaded: [],
};

describe('the bar of an indicator', () => {
  it('has a share where it is, and a number as its share', () => {
    expect(markOf(target, basis)).toBe(90);
    expect(markOf({ ...target, unit: 'xã', value_min: 3 }, basis)).toBe(75);
  });

  it('has no mark for words, for some subjects only, or for a number beyond it', () => {
    expect(markOf({ ...target, operator: null, value_min: null }, basis)).toBeNull();
    expect(markOf({ ...target, only: ['187'] }, basis)).toBeNull();
    expect(markOf({ ...target, unit: 'xã', value_min: 162 }, basis)).toBeNull();
    expect(markOf({ ...target, unit: 'xã', value_min: 0 }, { ...basis, denominator: 0 })).toBeNull();
  });

  it('tells subjects in preparation only where subjects are counted', () => {
    const indicator = { measure: 'count' } as Indicator;
    expect(preparingOf(indicator, basis)).toBe(25);
    expect(preparingOf({ ...indicator, measure: 'area' }, basis)).toBe(0);
  });

  it('puts labels that would meet on different lines', () => {
    expect(lines([50, 100])).toEqual([0, 0]);
    expect(lines([90, 89.5, 20])).toEqual([1, 0, 0]);
  });
});
