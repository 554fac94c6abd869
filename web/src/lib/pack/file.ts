// What a pack holds to answer look-ups without a network (`lookup.json`, docs/api.md), and how a position is looked up in it.
import type { Area, Bbox, Lack, Level, LonLat, Lookup, Notice, Plan, Unit } from '../types';

type Shape = LonLat[][][];

export interface PackedUnit {
  unit: Unit;
  shape: number;
  /** Places in `units`, from the province down to itself; absent where this pack cannot answer. */
  chain?: number[];
  tiers?: NonNullable<Lookup['tiers']>;
  /** Place in `lack_tables`; null where it is not known here. */
  lacks?: number | null;
  notices?: string[];
}

export interface LackTable {
  tiers: {
    tier: Lack['tier'];
    plan_kinds: string[];
    groups: number[];
    cases: { groups: number[]; plan_kinds: string[]; lack: number }[];
  }[];
}

export interface PackFile {
  format_version: number;
  as_of: string;
  revision: number;
  unit: string;
  bbox: Bbox;
  /** In the order of answers. */
  notices: Notice[];
  always: string[];
  shapes: Shape[];
  units: PackedUnit[];
  plans: { plan: Plan; shapes: number[]; ended: number[]; notices: string[] }[];
  areas: { area: Area; shapes: number[]; group: number; notices: string[] }[];
  lacks: Omit<Lack, 'preparing'>[];
  lack_tables: LackTable[];
}

export const FORMAT = 1;

/** What answers come from: a kept pack, about its own day. */
export interface FromPack {
  unit: string;
  name: string;
  as_of: string;
  revision: number;
  /** Since when nothing in it has changed; null: as far back as known. */
  unchanged_since: string | null;
}

/** A look-up that a pack answered; `lacks_known`: whether it could tell what is lacking. */
export type PackedLookup = Lookup & { pack?: FromPack; lacks_known?: boolean };

/** Whether a pack holds for a day: its own, one since which nothing in it has changed (but perhaps the law and the targets), one before, or one after. */
export function dayIn({ as_of, unchanged_since }: Pick<FromPack, 'as_of' | 'unchanged_since'>, asked: string): 'same' | 'unchanged' | 'before' | 'after' {
  if (asked >= as_of) return asked === as_of ? 'same' : 'after';
  return unchanged_since === null || asked >= unchanged_since ? 'unchanged' : 'before';
}

export const holds = ([west, south, east, north]: Bbox, lon: number, lat: number): boolean => lon >= west && lon <= east && lat >= south && lat <= north;

/** 1 inside, 0 on a border, −1 outside. */
type Side = 1 | 0 | -1;

/** Even–odd rule (a ray to the east); a position on an edge is on the border. */
function sideOfRing(ring: readonly LonLat[], [x, y]: LonLat): Side {
  let inside = false;
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const [[ax, ay], [bx, by]] = [ring[i], ring[i + 1]] as [LonLat, LonLat];
    const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    if (cross === 0 && x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by)) return 0;
    if (ay > y !== by > y && (cross > 0) === by > ay) inside = !inside;
  }
  return inside ? 1 : -1;
}

/** Of a multipolygon; what lies in a hole is outside. */
export function sideOf(shape: Shape, at: LonLat): Side {
  let best: Side = -1;
  for (const [outer, ...holes] of shape) {
    const side = outer ? sideOfRing(outer, at) : -1;
    if (side === -1) continue;
    const inHoles = holes.map((hole) => sideOfRing(hole, at));
    if (side === 0 || inHoles.includes(0)) best = 0;
    else if (!inHoles.includes(1)) return 1;
  }
  return best;
}

const LEVELS: readonly Level[] = ['commune', 'district', 'province'];
const same = <T>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((one, i) => one === b[i]);

/** The smallest unit at a position: of the first level that has any, the first with it inside, else the first with it on its border. */
export function smallestAt({ units, shapes }: PackFile, at: LonLat): PackedUnit | null {
  for (const level of LEVELS) {
    const there = units.filter(({ unit }) => unit.level === level).map((one) => ({ one, side: sideOf(shapes[one.shape] ?? [], at) }));
    const found = there.find(({ side }) => side === 1) ?? there.find(({ side }) => side === 0);
    if (found) return found.one;
  }
  return null;
}

function lacksAt(file: PackFile, table: LackTable | undefined, plans: readonly Plan[], groups: readonly number[]): Lack[] {
  return (table?.tiers ?? []).flatMap(({ tier, plan_kinds, groups: listed, cases }) => {
    if (plans.some((plan) => plan.tier === tier && plan.state === 'in_force')) return [];
    const areas = [...new Set(groups.filter((group) => listed.includes(group)))].sort((a, b) => a - b);
    const kinds = [...new Set(plans.filter((plan) => plan.state === 'in_force').map(({ kind }) => kind as string))].filter((kind) => plan_kinds.includes(kind)).sort();
    const lack = file.lacks[cases.find((one) => same(one.groups, areas) && same(one.plan_kinds, kinds))?.lack ?? -1];
    return lack ? [{ ...lack, preparing: plans.some((plan) => plan.tier === tier && plan.state === 'preparing') }] : [];
  });
}

/** What `GET /api/lookup` answers there on the day of the pack; null where the pack does not reach. */
export function lookupIn(file: PackFile, lon: number, lat: number): PackedLookup | null {
  if (!holds(file.bbox, lon, lat)) return null;
  const own = smallestAt(file, [lon, lat]);
  if (!own?.chain || !own.tiers) return null;
  const sides = new Map<number, boolean>();
  const within = (shape: number): boolean => {
    const known = sides.get(shape) ?? sideOf(file.shapes[shape] ?? [], [lon, lat]) >= 0;
    sides.set(shape, known);
    return known;
  };
  const plans = file.plans.filter(({ shapes, ended }) => shapes.some(within) && !ended.some(within));
  const areas = file.areas.filter(({ shapes }) => shapes.some(within));
  const told = new Set([...file.always, ...(own.notices ?? []), ...[...plans, ...areas].flatMap(({ notices }) => notices)]);
  const all = plans.map(({ plan }) => plan);
  return {
    as_of: file.as_of, revision: file.revision, position: { lon, lat }, zones: [],
    units: own.chain.flatMap((place) => file.units[place]?.unit ?? []), tiers: own.tiers, plans: all, areas: areas.map(({ area }) => area),
    lacks: typeof own.lacks === 'number' ? lacksAt(file, file.lack_tables[own.lacks], all, areas.map(({ group }) => group)) : [],
    lacks_known: typeof own.lacks === 'number',
    notices: file.notices.filter(({ code }) => told.has(code)),
  };
}
