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
export type No = Schemas['No'];
export type Lack = Schemas['Lack'];

export type Unit = Schemas['Unit'];
export type Plan = Schemas['Plan'];
export type Area = Schemas['Area'];
export type PlanEvent = Schemas['Event'];
export type UnitOn = Schemas['NamedUnit'];
export type TierFigures = Schemas['TierAnswer'];
export type Tiers = Schemas['Tiers'];
export type CoverageRow = Schemas['Row'];
export type SearchResult = Schemas['Found'];
export type ChangeDay = Schemas['ChangeDay'];

export type Site = Schemas['Answer_SiteAnswer'];
/** What every answer carries. */
export type Envelope = Pick<Site, 'as_of' | 'revision' | 'notices'>;
export type Lookup = Schemas['Answer_LookupAnswer'];
export type ParcelLookup = Schemas['Answer_ParcelAnswer'];
export type Coverage = Schemas['Answer_CoverageAnswer'];
export type CoverageBrief = Schemas['Answer_ShadesAnswer'];
export type UnitAnswer = Schemas['Answer_UnitAnswer'];
export type AreaAnswer = Schemas['Answer_AreaAnswer'];
export type Plans = Schemas['Answer_PlansAnswer'];
export type PlanAnswer = Schemas['Answer_PlanAnswer'];
export type Search = Schemas['Answer_SearchAnswer'];
export type Timeline = Schemas['Answer_TimelineAnswer'];
export type Turn = Schemas['Turn'];
export type Lineage = Schemas['Answer_LineageAnswer'];
export type PlanShare = Schemas['PlanShare'];
export type BriefLookup = Schemas['Answer_BriefAnswer'];
export type Findings = Schemas['Answer_FindingsAnswer'];
export type Finding = Schemas['Finding'];
export type KindCount = Schemas['KindCount'];
export type Source = Schemas['Answer_SourceAnswer'];
export type Citation = Schemas['Citation'];
export type Examples = Schemas['Examples'];
export type Changes = Schemas['Answer_ChangesAnswer'];
