// The address of a view: what is written is what is read back, and nonsense is left out.
import { describe, expect, it } from 'vitest';
import { formatHash, NOTHING_SHOWN, opening, parseHash, type Shown } from './hash';

const full: Shown = {
  view: 'table', at: '2024-06-30', tier: 'zoning', lang: 'en', point: { lon: 106.57, lat: 21.66 }, parcel: { epsg: 9215, corners: [[448983.13, 2417395.74], [449008, 2417400], [449010.5, 2417370]] },
  unit: { code: '06463', on: '2025-06-30' }, area: 'đô thị/1', plan: 'QHC 1&2=+#', source: 'QĐ 1/2024', camera: { zoom: 9.25, lat: 21.85, lon: 106.6 },
  look: 'share', gaps: true, split: { tier: 'detailed', at: '2020-01-01' }, rows: 'former_districts', indicator: 'commune_general', kind: 'overlap',
};

describe('the address', () => {
  it('is empty for what is shown at first', () => {
    expect(formatHash(NOTHING_SHOWN)).toBe('');
    expect(parseHash('')).toEqual(NOTHING_SHOWN);
    expect(parseHash('#')).toEqual(NOTHING_SHOWN);
  });

  it('is read as it was written', () => {
    expect(parseHash(formatHash(full))).toEqual(full);
  });

  it('can be read by people', () => {
    expect(formatHash({ ...NOTHING_SHOWN, at: '2024-06-30', unit: { code: '187', on: null } })).toBe('#at=2024-06-30&unit=187');
    expect(formatHash({ ...NOTHING_SHOWN, parcel: { epsg: 9215, corners: [[448983.13, 2417395.74]] } })).toBe('#parcel=9215/448983.13,2417395.74');
    expect(formatHash({ ...NOTHING_SHOWN, unit: { code: '06463', on: '2025-06-30' } })).toBe('#unit=06463@2025-06-30');
  });

  it('keeps leading zeros of codes', () => {
    expect(parseHash('#unit=06463').unit).toEqual({ code: '06463', on: null });
  });

  it('leaves out what it does not understand', () => {
    expect(parseHash('#at=2023-02-30&tier=all&lang=fr&lon=106&lat=x&unit=&map=1/2&view=list&other=1')).toEqual(NOTHING_SHOWN);
    expect(parseHash('#lon=200&lat=21').point).toBeNull();
    expect(parseHash('#unit=06463@yesterday').unit).toBeNull();
    expect(parseHash('#parcel=9215/1,2/3,4').parcel).toBeNull();
    expect(parseHash('#split=all@never').split).toBeNull();
    expect(parseHash('#split=@2020-01-01').split).toEqual({ tier: null, at: '2020-01-01' });
  });
});

it('opens the look-up on a phone, unless the address says what is shown', () => {
  expect(opening('', true)).toBe('lookup');
  expect(opening('#', true)).toBe('lookup');
  expect(opening('#at=today&tier=zoning&lang=en', true)).toBe('lookup');
  expect(opening('#lang=en', true, 'table')).toBeNull();
  expect(opening('#unit=20', true)).toBeNull();
  expect(opening('#map=9/21.8/106.7', true)).toBeNull();
  expect(opening('', false)).toBeNull();
});
