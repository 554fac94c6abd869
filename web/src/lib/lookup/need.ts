// The three kinds of "no", tier by tier: none is required here, one is required but there is none, or nothing was supplied.
// Where it is not known what the store holds, or what is required, that is said: never a "no" that may be wrong.
import { TIERS, type Area, type Plan, type Tier, type Unit } from '../types';

export type No = 'not_required' | 'required' | 'not_supplied' | 'unknown';

/** Why a plan of a tier is or is not required; the sentences and their sources are in `i18n/lookup.ts`. */
export type Reason =
  | 'nothing_loaded' | 'holdings_unknown' | 'city_without_regional' | 'district_unknown' | 'urban_general' | 'commune_general' | 'zoning_city' | 'zoning_zone' | 'zoning_township' | 'zoning_rural' | 'detailed' | 'district_regional' | 'districts_gone' | 'target_unknown';

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
  /** The tiers of which the store holds a plan, whatever its day: another tier was not supplied. Null: not known. */
  held: ReadonlySet<Tier> | null;
  at: string;
}

/** Of several units of a level that a parcel lies in, the one with most of it: within a level the server tells the larger part first. */
const mostOf = (units: readonly Unit[], level: Unit['level'] | undefined): Unit | undefined => units.find((unit) => unit.level === level);

/** The smallest unit that speaks for a place. */
export const smallestOf = (units: readonly Unit[]): Unit | undefined => mostOf(units, units.at(-1)?.level);

/** The province whose own targets are known here: what they require elsewhere is not (seeds/indicators.toml). */
const TARGETS_OF = '20';

const hasTargets = ({ units }: Place): boolean => mostOf(units, 'province')?.code === TARGETS_OF;

function regional(place: Place): [No, Reason] {
  const { units, at } = place;
  if (noDistricts(at)) return ['not_required', 'districts_gone'];
  const district = mostOf(units, 'district');
  if (!district) return ['unknown', 'district_unknown'];
  // A provincial city or a town has a general plan in its place.
  if (district.kind !== 'district') return ['not_required', 'city_without_regional'];
  return hasTargets(place) ? ['required', 'district_regional'] : ['unknown', 'target_unknown'];
}

function required(tier: Tier, place: Place): [No, Reason] {
  const { units, areas } = place;
  const smallest = smallestOf(units);
  const inZone = areas.some((area) => area.kind === 'functional_zone');
  const urban = smallest?.kind === 'ward' || smallest?.kind === 'township' || areas.some((area) => area.kind === 'urban_area');
  switch (tier) {
    case 'regional':
      return regional(place);
    case 'general':
      return ['required', urban ? 'urban_general' : 'commune_general'];
    case 'zoning':
      if (smallest?.kind === 'ward') return ['required', 'zoning_city'];
      if (inZone) return hasTargets(place) ? ['required', 'zoning_zone'] : ['unknown', 'target_unknown'];
      return ['not_required', urban ? 'zoning_township' : 'zoning_rural'];
    case 'detailed':
      return ['not_required', 'detailed'];
  }
}

/** The tiers of which no plan is in force at a place, and which "no" that is. */
export function lacking(place: Place): Lack[] {
  if (place.units.length === 0) return [];
  return TIERS.filter((tier) => !place.plans.some((plan) => plan.tier === tier && plan.state === 'in_force')).map((tier) => {
    const preparing = place.plans.some((plan) => plan.tier === tier && plan.state === 'preparing');
    const [no, reason] = required(tier, place);
    // What is not required is not missed, whether held or not; what is listed here is held.
    if (no !== 'required' || place.plans.some((plan) => plan.tier === tier)) return { tier, no, reason, preparing };
    if (place.held === null) return { tier, no: 'unknown', reason: 'holdings_unknown', preparing };
    return place.held.has(tier) ? { tier, no, reason, preparing } : { tier, no: 'not_supplied', reason: 'nothing_loaded', preparing };
  });
}
