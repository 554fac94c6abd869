// The server's JSON under the names that the page uses. The shapes are those of the description of the API: `npm run types` makes
// them from docs/openapi.json. Nothing here is computed by the page.
import type { components } from './api/schema';

type Schemas = components['schemas'];

export const TIERS = ['regional', 'general', 'zoning', 'detailed'] as const satisfies readonly Schemas['Tier'][];
export const STATUSES = ['full', 'partial', 'preparing', 'none'] as const satisfies readonly Schemas['CoverageStatus'][];

export type Tier = Schemas['Tier'];
export type Status = Schemas['CoverageStatus'];
export type Quality = Schemas['Quality'];
export type Level = Schemas['Level'];
export type PlanState = Schemas['PlanState'];
export type LonLat = Schemas['LonLat'];
export type Bbox = Schemas['Bbox'];
export type Geometry = Schemas['Geometry'];
export type Notice = Schemas['Notice'];

export type Unit = Schemas['Unit'];
export type Plan = Schemas['Plan'];
export type Area = Schemas['Area'];
export type PlanEvent = Schemas['Event'];
export type UnitOn = Schemas['NamedUnit'];
/** The page asks for shares of whole units, which have land: none of these is null there. */
export type TierFigures = { [Member in keyof Schemas['TierAnswer']]: NonNullable<Schemas['TierAnswer'][Member]> };
export type Tiers = Record<Tier, TierFigures>;
type WithTiers<Answer> = Omit<Answer, 'tiers'> & { tiers: Tiers };
export type CoverageRow = Pick<Schemas['Row'], 'unit' | 'area_km2'> & { tiers: Tiers };
export type SearchResult = Schemas['Found'];
export type ChangeDay = Schemas['ChangeDay'];

export type Site = Schemas['Answer_SiteAnswer'];
/** What every answer carries. */
export type Envelope = Pick<Site, 'as_of' | 'revision' | 'notices'>;
export type Lookup = Omit<Schemas['Answer_LookupAnswer'], 'tiers'> & { tiers: Tiers | null };
export type BriefLookup = Schemas['Answer_BriefAnswer'];
export type ParcelLookup = WithTiers<Schemas['Answer_ParcelAnswer']>;
export type Coverage = Omit<WithTiers<Schemas['Answer_CoverageAnswer']>, 'children'> & { children: CoverageRow[] };
export type Changes = Schemas['Answer_ChangesAnswer'];
export type UnitAnswer = Schemas['Answer_UnitAnswer'];
export type AreaAnswer = Schemas['Answer_AreaAnswer'];
export type Plans = Schemas['Answer_PlansAnswer'];
export type PlanAnswer = Schemas['Answer_PlanAnswer'];
export type Search = Schemas['Answer_SearchAnswer'];
export type Timeline = Schemas['Answer_TimelineAnswer'];
