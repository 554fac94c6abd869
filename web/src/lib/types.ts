// The server's JSON, as described in docs/api.md. Nothing here is computed by the page.

export const TIERS = ['regional', 'general', 'zoning', 'detailed'] as const;
export type Tier = (typeof TIERS)[number];

export const STATUSES = ['full', 'partial', 'preparing', 'none'] as const;
export type Status = (typeof STATUSES)[number];

export type Quality = 'official' | 'imported' | 'schematic' | 'illustrative';
export type Level = 'province' | 'district' | 'commune';
export type PlanState = 'none' | 'preparing' | 'in_force' | 'ended';
export type LonLat = [lon: number, lat: number];
export type Bbox = [west: number, south: number, east: number, north: number];

export interface Notice {
  code: string;
  vi: string;
  en: string;
}

/** What every answer carries. */
export interface Envelope {
  as_of: string;
  revision: number | string;
  notices: Notice[];
}

export interface Unit {
  code: string;
  name: string;
  full_name: string;
  kind: string;
  kind_vi: string;
  level: Level;
  parent_code: string | null;
  valid_from: string | null;
  valid_to: string | null;
  area_km2: number;
  quality: Quality;
  point: LonLat | null;
  bbox: Bbox | null;
}

export interface TierFigures {
  covered_km2: number;
  preparing_km2: number;
  percent: number;
  preparing_percent: number;
  status: Status;
  plans: string[];
  preparing_plans: string[];
}

export type Tiers = Record<Tier, TierFigures>;

export interface Plan {
  id: string;
  name: string;
  kind: string;
  kind_vi: string;
  tier: Tier | null;
  state: PlanState;
  stage: string | null;
  stage_vi: string | null;
  under_adjustment: boolean;
  ended_by?: 'superseded' | 'repealed' | 'expired' | 'cancelled' | null;
  decision_number: string | null;
  approved_on: string | null;
  authority: string | null;
  scale: number | null;
  horizon_year: number | null;
  past_horizon: boolean;
  territory_basis: 'boundary' | 'units' | 'areas' | 'none';
  adjusts: string | null;
  quality: Quality;
}

export interface Area {
  id: string;
  name: string;
  kind: string;
  kind_vi: string;
  class: string | null;
  status: string | null;
  valid_from: string | null;
  valid_to: string | null;
  area_km2: number | null;
  quality: Quality;
  point: LonLat | null;
  bbox: Bbox | null;
}

export interface Site extends Envelope {
  title: string;
  title_en?: string;
  today: string;
  first_day: string | null;
  bbox: Bbox | null;
  tiers: { id: Tier; vi: string; en: string }[];
  levels: (Level | { id: Level; vi: string; en: string })[];
  thresholds: { full_percent: number; partial_percent: number };
  basemap: { url: string; attribution: string | null } | null;
  version: string;
}

export interface Lookup extends Envelope {
  position: { lon: number; lat: number };
  units: Unit[];
  tiers: Tiers | null;
  plans: Plan[];
  areas: Area[];
}

export interface CoverageRow {
  unit: Unit;
  former?: boolean;
  /** What a unit that is no more is called. */
  former_name?: { vi: string; en: string };
  area_km2: number;
  tiers: Tiers;
}

export interface Coverage extends Envelope {
  of: 'unit' | 'construction_land';
  unit: Unit | null;
  area_km2: number | null;
  tiers: Tiers | null;
  children: CoverageRow[];
}

export interface UnitAnswer extends Envelope {
  unit: Unit | null;
  parents: Unit[];
  children: Unit[];
  versions: Unit[];
}

/** A change of boundaries: which units the land came from, or went to. */
export interface Turn {
  on: string;
  change: string;
  change_vi: string;
  basis: 'recorded' | 'derived';
  units: { unit: Unit; overlap_km2: number; percent_of_old: number; percent_of_new: number }[];
}

export interface Lineage extends Envelope {
  unit: Unit;
  current: boolean;
  predecessors: Turn | null;
  successors: Turn | null;
}

export interface UnitOn {
  code: string;
  on: string | null;
  name: string | null;
}

export interface AreaAnswer extends Envelope {
  area: Area;
  units: UnitOn[];
}

export interface Plans extends Envelope {
  plans: Plan[];
  total: number;
  next: string | null;
}

export interface PlanEvent {
  stage: string;
  stage_vi: string | null;
  planned_from: string | null;
  planned_to: string | null;
  planned_text: string | null;
  actual_on: string | null;
  document_number: string | null;
  authority: string | null;
  note: string | null;
  source: string | null;
  clause: string | null;
}

export interface PlanAnswer extends Envelope {
  plan: Plan & {
    lead_agency: string | null;
    consultant: string | null;
    source: string | null;
    clause: string | null;
    registered_on: string | null;
  };
  events: PlanEvent[];
  territory: {
    basis: string;
    units: UnitOn[];
    areas: { id: string; name: string }[];
    area_km2: number | null;
    bbox: Bbox | null;
  };
  units: (Unit & { overlap_km2: number; percent: number })[];
}

export interface SearchResult {
  type: 'unit' | 'area' | 'plan';
  id: string;
  name: string;
  detail: string | null;
  point: LonLat | null;
  bbox: Bbox | null;
  current: boolean;
  valid_from: string | null;
  valid_to: string | null;
}

export interface Search extends Envelope {
  results: SearchResult[];
}

export interface ChangeDay {
  date: string;
  boundaries: number;
  plans: number;
}

export interface Timeline extends Envelope {
  days: ChangeDay[];
}
