// What an answer says first: the plan that binds most, or which of the three kinds of "no".
import { TIERS, type Lack, type Plan, type PlanShare, type PlanState, type Tier, type Tiers, type Unit } from '../types';

/** A plan at a place; for a parcel with its share of it. */
export type PlanHere = Plan & Partial<Pick<PlanShare, 'overlap_km2' | 'percent'>>;

/** The smallest unit that speaks for a place: of several on its level, the one with most of a parcel, which the server tells first. */
export const smallestOf = (units: readonly Unit[]): Unit | undefined => units.find((unit) => unit.level === units.at(-1)?.level);

const BY_STATE: Record<PlanState, number> = { in_force: 0, preparing: 1, none: 2, ended: 3 };
const BY_TIER: Record<Tier, number> = { detailed: 0, zoning: 1, general: 2, regional: 3 };

/** The more detailed a plan is, the more it binds the land; the provincial plan and regulations of architecture come after the tiers. */
const reach = (plan: Plan): number => (plan.tier !== null ? BY_TIER[plan.tier] : plan.kind === 'provincial' ? 4 : 5);

/** What binds most comes first: in force before being prepared, real before illustrative, detailed before general, the larger share of a parcel first. */
export function ranked<P extends PlanHere>(plans: readonly P[]): P[] {
  const made = (plan: P): number => (plan.quality === 'illustrative' ? 1 : 0);
  return [...plans].sort((a, b) =>
    BY_STATE[a.state] - BY_STATE[b.state] || made(a) - made(b) || reach(a) - reach(b) || (b.percent ?? 0) - (a.percent ?? 0)
    || (b.approved_on ?? '').localeCompare(a.approved_on ?? '') || (a.id < b.id ? -1 : 1));
}

/** What the sentence needs of a lack; two of them are the same answer whichever acts they rest on. */
export type WhichNo = Pick<Lack, 'tier' | 'no' | 'reason' | 'preparing'>;

export type Verdict =
  | { kind: 'outside' }
  /** `covered`: how much of a unit the plans of its tier cover (%), where they do not cover it in full. */
  | { kind: 'in_force'; plan: PlanHere; others: number; covered?: number }
  /** Of a province or district: how many plans are in force in it, and how much of it each tier covers (%). */
  | { kind: 'wide'; plans: number; covered: { tier: Tier; percent: number }[] }
  | { kind: 'preparing'; plan: PlanHere; others: number }
  /** Without a `lack` nothing is said about what is required, as for a province or district. */
  | { kind: 'nothing'; lack: WhichNo | null };

/** `lacks` tell why there is none, tier by tier; the most basic tier speaks for the place. */
export function verdict(plans: readonly PlanHere[], outside: boolean, lacks: readonly WhichNo[]): Verdict {
  const list = ranked(plans);
  const [first] = list;
  const same = (state: PlanState): number => list.filter((plan) => plan.state === state).length - 1;
  if (first?.state === 'in_force') return { kind: 'in_force', plan: first, others: same('in_force') };
  if (first?.state === 'preparing') return { kind: 'preparing', plan: first, others: same('preparing') };
  if (outside) return { kind: 'outside' };
  const lack = lacks.find(({ tier }) => tier === 'general') ?? lacks[0];
  return { kind: 'nothing', lack: lack ? { tier: lack.tier, no: lack.no, reason: lack.reason, preparing: lack.preparing } : null };
}

/**
 * Of a unit: a plan that touches it may cover but little of it, as its coverage tells. `inForce`: how many plans are in force there,
 * where only some were listed. No one plan speaks for a `wide` unit, which others belong to: its tiers do.
 */
export function ofUnit(found: Verdict, tiers: Tiers | null, inForce: number | null = null, wide = false): Verdict {
  const told = found.kind === 'in_force' && inForce !== null ? { ...found, others: inForce - 1 } : found;
  if (wide && told.kind === 'in_force' && tiers) {
    const covered = TIERS.flatMap((tier) => (tiers[tier].percent ? [{ tier, percent: tiers[tier].percent }] : []));
    if (covered.length > 0) return { kind: 'wide', plans: told.others + 1, covered };
  }
  if (told.kind !== 'in_force' || told.plan.tier === null) return told;
  const figures = tiers?.[told.plan.tier];
  if (!figures || figures.status === null || figures.status === 'full' || figures.percent === null) return told;
  return { ...told, covered: figures.percent };
}
