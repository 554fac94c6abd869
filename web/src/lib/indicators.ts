// Indicators as the server answers them (docs/api.md), and where things stand on a bar. Nothing is computed that the server tells.
import { getJson } from './api';
import type { Envelope, Quality, Unit } from './types';

export interface Words {
  vi: string;
  en: string;
}

export type TargetStatus = 'met' | 'met_late' | 'due' | 'missed' | 'lapsed' | 'unknown';
export const SUBJECT_STATES = ['missing', 'preparing', 'satisfied', 'no_land'] as const;
export type SubjectState = (typeof SUBJECT_STATES)[number];

export interface Target {
  id: string;
  due_on: string;
  due_text: string | null;
  operator: '>=' | '>' | '=' | '~' | '<=' | null;
  value_min: number | null;
  value_max: number | null;
  unit: string | null;
  text: Words | null;
  only: string[];
  responsible: string | null;
  source: string;
  clause: string;
  note: string | null;
}

export interface Standing {
  id: string;
  value: number | null;
  value_on_due: number | null;
  status: TargetStatus | null;
  gap: number | null;
  gap_subjects: number | null;
}

export interface Subject {
  type: 'unit' | 'area';
  id: string;
  name: string;
  valid_from: string | null;
  valid_to: string | null;
  area_km2: number;
  percent: number;
  preparing_percent: number;
  would_satisfy: boolean;
  plans: string[];
  preparing_plans: string[];
  quality: Quality;
}

export interface Basis extends Record<'missing' | 'preparing' | 'no_land', Subject[]> {
  on: string;
  value: number | null;
  numerator: number;
  denominator: number;
  counts: Record<SubjectState | 'not_loaded', number>;
  targets: Standing[];
  satisfied?: Subject[];
  not_loaded: string[];
}

export interface Observation {
  unit_code: string | null;
  observed_on: string;
  value: number;
  unit: string | null;
  author: string;
  source: string;
  note: string | null;
}

export interface Indicator {
  id: string;
  title: Words;
  rule: Words;
  group: string | null;
  measure: 'count' | 'area' | 'reported';
  unit: string | null;
  plan_kinds: string[];
  threshold_percent: number | null;
  subjects: 'unit' | 'area' | null;
  value: number | null;
  targets: Target[];
  standings: Standing[];
  next_target: string | null;
  as_set: Basis | null;
  on_day: Basis | null;
  difference: Words | null;
  observations: Observation[];
}

export interface Indicators extends Envelope {
  unit: Unit | null;
  indicators: Indicator[];
}

/** The value from a day on. */
export interface IndicatorStep {
  date: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

export interface IndicatorAnswer extends Envelope {
  unit: Unit | null;
  indicator: Indicator;
  /** A point for each day on which the value changed, up to the day asked about. */
  history: IndicatorStep[];
}

export const indicators = (at: string, signal?: AbortSignal): Promise<Indicators> => getJson<Indicators>('api/indicators', { at }, signal);

export const indicator = (id: string, at: string, signal?: AbortSignal): Promise<IndicatorAnswer> =>
  getJson<IndicatorAnswer>(`api/indicators/${encodeURIComponent(id)}`, { at }, signal);

const isShare = (target: Target): boolean => target.unit === null || target.unit === '%';

/** Where a target stands on a bar of 0 to 100 %; null where it is set for some subjects only, or gives no figure. */
export function markOf(target: Target, basis: Basis): number | null {
  if (target.value_min === null || target.only.length > 0) return null;
  if (isShare(target)) return Math.min(target.value_min, 100);
  const share = (100 * target.value_min) / basis.denominator;
  return share >= 0 && share <= 100 ? share : null;
}

/** The share of a bar that subjects in preparation take, beside the value; land has no such share. */
export function preparingOf(indicator: Indicator, basis: Basis): number {
  return indicator.measure === 'count' && basis.denominator > 0 ? (100 * basis.counts.preparing) / basis.denominator : 0;
}

/** Marks that stand too close to read have their labels on different lines. */
export function lines(marks: readonly number[], room = 24): number[] {
  const ends: number[] = [];
  const places = marks.map((mark, index) => ({ mark, index })).sort((a, b) => a.mark - b.mark);
  const found = marks.map(() => 0);
  for (const { mark, index } of places) {
    const free = ends.findIndex((end) => mark - end >= room);
    const line = free === -1 ? ends.length : free;
    ends[line] = mark;
    found[index] = line;
  }
  return found;
}
