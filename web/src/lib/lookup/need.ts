// The three kinds of "no", tier by tier: none is required here, one is required but there is none, or nothing was supplied.
import { TIERS, type Area, type Plan, type Tier, type Tiers, type Unit } from '../types';

export type No = 'not_required' | 'required' | 'not_supplied';

/** Why a plan of a tier is or is not required; the sentences and their sources are in `i18n/lookup.ts`. */
export type Reason =
  | 'nothing_loaded' | 'urban_general' | 'commune_general' | 'zoning_city' | 'zoning_zone' | 'zoning_township' | 'zoning_rural' | 'detailed' | 'district_regional' | 'districts_gone';

export interface Lack {
  tier: Tier;
  no: No;
  reason: Reason;
  /** One is being made. */
  preparing: boolean;
}

/** The first day without districts (Resolution 203/2025/QH15) and with Law 47/2024/QH15. */
const DISTRICTS_GONE = '2025-07-01';

export const noDistricts = (at: string): boolean => at >= DISTRICTS_GONE;

export interface Place {
  units: readonly Unit[];
  areas: readonly Area[];
  plans: readonly Pick<Plan, 'tier' | 'state'>[];
  /** Figures of everything that is loaded: a tier of which nothing is loaded was not supplied. */
  loaded: Tiers | null;
  noPlans: boolean;
  at: string;
}

function required(tier: Tier, { units, areas, at }: Place): [No, Reason] {
  const smallest = units.at(-1);
  const inZone = areas.some((area) => area.kind === 'functional_zone');
  const urban = smallest?.kind === 'ward' || smallest?.kind === 'township' || areas.some((area) => area.kind === 'urban_area');
  switch (tier) {
    case 'regional':
      return !noDistricts(at) ? ['required', 'district_regional'] : ['not_required', 'districts_gone'];
    case 'general':
      return ['required', urban ? 'urban_general' : 'commune_general'];
    case 'zoning':
      if (inZone) return ['required', 'zoning_zone'];
      if (smallest?.kind === 'ward') return ['required', 'zoning_city'];
      return ['not_required', urban ? 'zoning_township' : 'zoning_rural'];
    case 'detailed':
      return ['not_required', 'detailed'];
  }
}

function nothingLoaded(tier: Tier, { loaded, noPlans }: Place): boolean {
  if (noPlans) return true;
  const figures = loaded?.[tier];
  return figures !== undefined && figures.plans.length === 0 && figures.preparing_plans.length === 0;
}

/** The tiers of which no plan is in force at a place, and which "no" that is. */
export function lacking(place: Place): Lack[] {
  if (place.units.length === 0) return [];
  return TIERS.filter((tier) => !place.plans.some((plan) => plan.tier === tier && plan.state === 'in_force')).map((tier) => {
    const preparing = place.plans.some((plan) => plan.tier === tier && plan.state === 'preparing');
    const [no, reason] = required(tier, place);
    // What is not required is not missed, whether loaded or not.
    if (no === 'required' && !preparing && nothingLoaded(tier, place)) return { tier, no: 'not_supplied', reason: 'nothing_loaded', preparing };
    return { tier, no, reason, preparing };
  });
}
