// Milestones by plan, and the days of a timeline.
import { expect, it } from 'vitest';
import { byPlan, counted, span, type Milestone } from './progress';

const one = (plan_id: string, state: Milestone['state'], days_late: number | null, planned_to: string | null): Milestone =>
  ({ plan_id, plan_name: plan_id, state, days_late, planned_from: null, planned_to, actual_on: null, quality: 'imported' }) as Milestone;
const list = [one('a', 'overdue', 10, '2024-01-01'), one('b', 'overdue', 400, '2023-01-01'), one('a', 'upcoming', null, '2027-01-01'), one('c', null, null, null)];

it('puts the plan that is latest first', () => expect(byPlan(list).map(({ id, late, milestones }) => [id, late, milestones.length])).toEqual([['b', 400, 1], ['a', 10, 2], ['c', 0, 1]]));
it('counts states', () => expect(counted(list)).toEqual({ overdue: 2, due: 0, upcoming: 1, done: 0 }));
it('spans all days and the one asked about', () => {
  expect(span(list, '2026-11-28')).toEqual({ from: '2023-01-01', to: '2027-01-01' });
  expect(span([], '2026-11-28')).toEqual({ from: '2026-11-28', to: '2026-11-28' });
});
