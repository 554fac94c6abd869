// Addresses of things say the same as the part after `#`, and come back as they were.
import { describe, expect, it } from 'vitest';
import { NOTHING_SHOWN, parseHash, type Shown } from './hash';
import { addressOf, hashOf, linkTo, placeOf } from './paths';

const read = (address: string, base = '/'): Shown => parseHash(hashOf(new URL(address, `http://localhost${base}`)));
const shown = (of: Partial<Shown>): Shown => ({ ...NOTHING_SHOWN, ...of });

describe('addresses of things', () => {
  it('are told apart from the folder of the page', () => {
    expect(placeOf('/')).toEqual({ base: '/', thing: null });
    expect(placeOf('/units/06463')).toEqual({ base: '/', thing: { kind: 'units', id: '06463' } });
    expect(placeOf('/quy-hoach/plans/1%2F2024')).toEqual({ base: '/quy-hoach/', thing: { kind: 'plans', id: '1/2024' } });
    expect(placeOf('/quy-hoach/embed')).toEqual({ base: '/quy-hoach/', thing: null });
    expect(placeOf('/units/%E0%A4%A')).toEqual({ base: '/', thing: null });
    expect(placeOf('/toString/1').thing).toBeNull();
  });

  it('say what the part after # says', () => {
    expect(read('units/06463?at=2025-06-30')).toEqual(shown({ unit: { code: '06463', on: null }, at: '2025-06-30' }));
    expect(read('plans/MH-QHC-001', '/quy-hoach/')).toEqual(shown({ plan: 'MH-QHC-001' }));
    expect(read('areas/A+1?lang=en#tier=zoning')).toEqual(shown({ area: 'A+1', lang: 'en', tier: 'zoning' }));
    expect(read('indicators/general_plans')).toEqual(shown({ view: 'indicators', indicator: 'general_plans' }));
    expect(read('#unit=06463')).toEqual(shown({ unit: { code: '06463', on: null } }));
  });

  it('leave out what is no day', () => expect(read('units/06463?at=2025-02-30').at).toBeNull());

  it('come back as they were, whatever else is shown', () => {
    const all: Partial<Shown>[] = [
      {},
      { unit: { code: '06463', on: null } },
      { unit: { code: '06463', on: null }, at: '2025-06-30', tier: 'zoning', view: 'lookup' },
      { unit: { code: '06463', on: '2025-06-30' } },
      { unit: { code: '06463', on: '2025-06-30' }, at: '2026-01-01', camera: { zoom: 9, lat: 21.8, lon: 106.7 } },
      { plan: 'QĐ 123/2024 +a&b', unit: { code: '20', on: null }, at: '2024-01-01' },
      { plan: 'P', unit: { code: '20', on: '2020-01-01' }, at: '2024-01-01' },
      { area: 'đô thị', point: { lon: 106.5, lat: 21.5 } },
      { unit: { code: '20', on: null }, point: { lon: 106.5, lat: 21.5 } },
      { view: 'indicators', indicator: 'x:y', at: '2024-01-01', lang: 'en' },
      { source: 'Quyết định 236/QĐ-TTg', plan: 'P', at: '2024-01-01' },
      { view: 'table', unit: { code: '20', on: null }, rows: 'former_districts' },
    ];
    for (const one of all) expect(read(addressOf(shown(one)) || '#')).toEqual(shown(one));
  });

  it('are plain to read', () => {
    expect(addressOf(shown({ unit: { code: '06463', on: null }, at: '2025-06-30' }))).toBe('units/06463?at=2025-06-30');
    expect(addressOf(shown({ unit: { code: '06463', on: '2025-06-30' } }))).toBe('units/06463?at=2025-06-30#at=today');
    expect(addressOf(shown({ view: 'table' }))).toBe('#view=table');
  });

  it('are shared without where the map stood', () => {
    const one = { unit: { code: '06463', on: null }, at: '2025-06-30', camera: { zoom: 9, lat: 21.8, lon: 106.7 }, view: 'lookup', gaps: true } as const;
    expect(linkTo(shown(one))).toBe('units/06463?at=2025-06-30');
    expect(linkTo(shown({ point: { lon: 1, lat: 2 }, view: 'lookup' }))).toBe('#view=lookup&lon=1&lat=2');
  });
});
