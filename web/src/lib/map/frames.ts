// The figures of every smallest unit on a day: what tiles that are there already are coloured by.
import { api } from '../api';
import { dayBefore } from '../format';
import { TIERS, type Coverage, type CoverageBrief, type Status, type Tier } from '../types';
import { Remembered } from './remembered';

export interface Figure {
  status: Status | null;
  percent: number | null;
}

export type Frame = ReadonlyMap<string, Record<Tier, Figure>>;

const KEPT = 80;

export function frameOf(coverage: Pick<Coverage, 'children'>): Frame {
  return new Map(coverage.children.map(({ unit, tiers }) => [unit.code, tiers]));
}

/** The same of the columns of `/api/coverage/brief`. */
export function frameOfColumns({ codes, tiers }: Pick<CoverageBrief, 'codes' | 'tiers'>): Frame {
  const figure = (tier: Tier, i: number): Figure => ({ status: tiers[tier].status[i] ?? null, percent: tiers[tier].percent[i] ?? null });
  return new Map(codes.map((code, i) => [code, Object.fromEntries(TIERS.map((tier) => [tier, figure(tier, i)])) as Record<Tier, Figure>]));
}

/** Frames by revision and day; the last ones are kept, so that a day seen before costs nothing. */
export class Frames {
  readonly #kept = new Remembered<Frame>(KEPT);
  readonly #ask: (at: string) => Promise<CoverageBrief>;

  constructor(ask: (at: string) => Promise<CoverageBrief> = (at) => api.coverageBrief(at)) {
    this.#ask = ask;
  }

  of(revision: string, at: string): Promise<Frame> {
    return this.#kept.of(`${revision}@${at}`, () => this.#ask(at).then(frameOfColumns));
  }
}

/** The districts there were last, each by its own former land: their figures, and a day on which they still existed. */
export interface Former {
  day: string;
  frame: Frame;
}

export async function formerOf(at: string): Promise<Former | null> {
  const coverage = await api.coverage(null, at, undefined, 'former_districts');
  const end = coverage.children.find((row) => row.former)?.unit.valid_to;
  return end ? { day: dayBefore(end), frame: frameOf(coverage) } : null;
}

/** For the whole page: two maps of one day ask once. */
export const frames = new Frames();
