// Milestones by plan, and the days of a timeline.
import { afterEach, expect, it, vi } from 'vitest';
import { byPlan, history, milestones, span, wholeOf, type Milestone } from './progress';

const one = (plan_id: string, state: Milestone['state'], days_late: number | null, planned_to: string | null): Milestone =>
  ({ plan_id, plan_name: plan_id, state, days_late, planned_from: null, planned_to, actual_on: null, quality: 'imported' }) as Milestone;
const list = [one('a', 'overdue', 10, '2024-01-01'), one('b', 'overdue', 400, '2023-01-01'), one('a', 'upcoming', null, '2027-01-01'), one('c', null, null, null)];

it('puts the plan that is latest first', () => expect(byPlan(list).map(({ id, late, milestones }) => [id, late, milestones.length])).toEqual([['b', 400, 1], ['a', 10, 2], ['c', 0, 1]]));

afterEach(() => vi.unstubAllGlobals());
it('asks each state by itself, and takes its total however many are listed', async () => {
  const totals: Record<string, number> = { overdue: 2500, due: 3, upcoming: 40, done: 1200 };
  vi.stubGlobal('fetch', (url: string) => {
    const state = new URL(url).searchParams.get('state');
    return Promise.resolve(new Response(JSON.stringify({ as_of: '2026-01-01', notices: [], milestones: [], total: state === null ? 3750 : totals[state] })));
  });
  const found = await milestones('20', '2026-01-01');
  expect(Object.fromEntries(Object.entries(found.states).map(([state, { total }]) => [state, total]))).toEqual(totals);
  expect(found.undated).toBe(7);
});
it('asks for the whole forecast', async () => {
  const asked: URL[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(new URL(url));
    return Promise.resolve(new Response('{}'));
  });
  await history('general', null, '2026-11-28');
  expect(asked.map(({ searchParams }) => Object.fromEntries(searchParams))).toEqual([{ tier: 'general', at: '2026-11-28' }]);
});
it('is of everything where there are several topmost units', () => {
  expect(wholeOf([{ unit: { code: '20' } }])).toBe('20');
  expect(wholeOf([{ unit: { code: '20' } }, { unit: { code: '24' } }])).toBeNull();
  expect(wholeOf([])).toBeNull();
});
it('spans all days and the one asked about', () => {
  expect(span(list, '2026-11-28')).toEqual({ from: '2023-01-01', to: '2027-01-01' });
  expect(span([], '2026-11-28')).toEqual({ from: '2026-11-28', to: '2026-11-28' });
});
