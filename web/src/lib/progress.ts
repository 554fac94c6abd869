// Milestones and coverage over time, as the server answers them (docs/api.md).
import { getJson } from './api';
import { dayNumber } from './format';
import { merged } from './notices';
import type { Envelope, Quality, Tier } from './types';

export const MILESTONE_STATES = ['overdue', 'due', 'upcoming', 'done'] as const;
export type MilestoneState = (typeof MILESTONE_STATES)[number];

export interface Milestone {
  plan_id: string;
  plan_name: string;
  stage: string;
  stage_vi: string | null;
  planned_from: string | null;
  planned_to: string | null;
  planned_text: string | null;
  actual_on: string | null;
  state: MilestoneState | null;
  days_late: number | null;
  authority: string | null;
  source: string | null;
  clause: string | null;
  quality: Quality;
}

export interface Milestones extends Envelope {
  milestones: Milestone[];
  total: number;
  next: string | null;
}

export interface HistoryPoint {
  date: string;
  percent: number | null;
  covered_km2: number;
  area_km2: number;
  boundary_change: boolean;
}

export interface History extends Envelope {
  tier: Tier;
  points: HistoryPoint[];
  forecast: (HistoryPoint & { plans: string[] })[];
  overdue: { plan: string; planned_to: string }[];
}

export interface ByState {
  as_of: string;
  notices: Milestones['notices'];
  /** At most the first 1 000 of each state, with how many there are. */
  states: Record<MilestoneState, Pick<Milestones, 'milestones' | 'total'>>;
  /** How many tell no day, so that they have no state. */
  undated: number;
}

/** Each state is asked for by itself, so that a long list of one never hides another. */
export async function milestones(unit: string | null, at: string, signal?: AbortSignal): Promise<ByState> {
  const ask = (state: MilestoneState | null): Promise<Milestones> => getJson<Milestones>('api/milestones', { unit, at, state, limit: state === null ? 1 : 1000 }, signal);
  const [all, overdue, due, upcoming, done] = await Promise.all([ask(null), ask('overdue'), ask('due'), ask('upcoming'), ask('done')]);
  const states = { overdue, due, upcoming, done };
  const dated = MILESTONE_STATES.reduce((sum, state) => sum + states[state].total, 0);
  return { as_of: all.as_of, notices: merged([all, overdue, due, upcoming, done].map(({ notices }) => notices)), states, undated: Math.max(0, all.total - dated) };
}

/** With every day that anything is planned for, however far ahead. */
export const history = (tier: Tier, unit: string | null, at: string, signal?: AbortSignal): Promise<History> =>
  getJson<History>('api/coverage/history', { tier, unit, at }, signal);

/** Whose progress is looked at where no unit is chosen: the one topmost unit; of several (null) everything that is loaded. */
export const wholeOf = (topmost: readonly { unit: { code: string } }[]): string | null => (topmost.length === 1 ? (topmost[0]?.unit.code ?? null) : null);

export interface PlanMilestones {
  id: string;
  name: string;
  quality: Quality;
  milestones: Milestone[];
  /** The longest delay among them, in days. */
  late: number;
}

/** By plan; the plan that is latest comes first. */
export function byPlan(list: readonly Milestone[]): PlanMilestones[] {
  const plans = new Map<string, PlanMilestones>();
  for (const one of list) {
    const plan = plans.get(one.plan_id) ?? { id: one.plan_id, name: one.plan_name, quality: one.quality, milestones: [], late: 0 };
    plan.milestones.push(one);
    plan.late = Math.max(plan.late, one.days_late ?? 0);
    plans.set(one.plan_id, plan);
  }
  return [...plans.values()].sort((a, b) => b.late - a.late || (a.id < b.id ? -1 : 1));
}

/** The days that a timeline of these milestones has to show, with the day asked about. */
export function span(list: readonly Milestone[], at: string): { from: string; to: string } {
  const days = [at, ...list.flatMap((one) => [one.planned_from, one.planned_to, one.actual_on])].filter((day): day is string => day !== null);
  const sorted = days.sort((a, b) => dayNumber(a) - dayNumber(b));
  return { from: sorted[0] ?? at, to: sorted.at(-1) ?? at };
}
