// What each citation of a document opens.
import { expect, it } from 'vitest';
import { byType, opens } from './sources';
import type { Citation } from './types';

const one = (of: Partial<Citation>): Citation => ({ type: 'plan', id: 'X', name: '', indicator: null, stage: null, on: null, clause: null, ...of });

it('is the plan of a step, the indicator of a target, and the unit on its day', () => {
  expect(opens(one({ type: 'event' }), '2026-01-01')).toEqual({ plan: 'X' });
  expect(opens(one({ type: 'target', indicator: 'commune_general' }), '2026-01-01')).toEqual({ view: 'indicators', indicator: 'commune_general' });
  expect(opens(one({ type: 'lineage', id: '06463', on: '2025-07-01' }), '2026-01-01')).toEqual({ unit: { code: '06463', on: null } });
  expect(opens(one({ type: 'unit', id: '06463', on: '2025-07-01' }), '2024-01-01')).toEqual({ unit: { code: '06463', on: '2025-07-01' } });
});

it('stands with those of its kind', () => {
  expect(byType([one({ type: 'unit' }), one({}), one({ type: 'unit', id: 'Y' })]).map(([type, some]) => [type, some.length])).toEqual([['plan', 1], ['unit', 2]]);
});
