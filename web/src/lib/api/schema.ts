// Made by `npm run types` from docs/openapi.json; never edited by hand.

export interface paths {
    "/api/areas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An area by its identifier. */
        get: operations["area"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Units, areas and plans that are new, have changed or are gone since a revision. */
        get: operations["changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Coverage of a unit by plans of each tier, and of the units that belong to it. */
        get: operations["coverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage/brief": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Share and status of all smallest units in each tier, in few bytes: what the tiles of a day are coloured by on another day. */
        get: operations["coverage_brief"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The land of a unit that no plan of a tier in force covers, by smallest unit. */
        get: operations["gaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Coverage of a unit by plans of one tier over time: one point for each day on which it changes. */
        get: operations["history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is odd about plans on a day (overlaps, stages out of order, reviews due), and what the data lacks. */
        get: operations["findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every indicator on the day, with its targets and the subjects still missing. */
        get: operations["indicators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/indicators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One indicator on the day, with its targets and all its subjects. */
        get: operations["indicator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What applies at a position: units, plans, areas, and the coverage of the smallest unit. */
        get: operations["lookup"];
        put?: never;
        /** What applies to a parcel: units, plans and areas with the land they have in common with it, and the coverage of the parcel. */
        post: operations["lookup_parcel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookup/brief": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What applies at a position in less than 4 KB: units, coverage of the smallest, plans and areas by name. */
        get: operations["lookup_brief"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/milestones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Milestones of plans: due, overdue, done and upcoming. */
        get: operations["milestones"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description. */
        get: operations["openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/packs/{unit}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A unit in one ZIP file for a phone without a network: map tiles, and its units, plans and areas as GeoJSON.
         * @description The entity tag changes when the unit's own features do: the unit, those below it, and the plans and areas with land in it.
         */
        get: operations["pack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/packs/{unit}/manifest.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the pack of a unit holds and how large it is, before it is fetched. The pack is made for it, and kept for who fetches it. */
        get: operations["manifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Plans by unit, tier, kind, state and name. */
        get: operations["plans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One plan with its events, its territory and the units it touches on the day. */
        get: operations["plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The report of a day as an Excel workbook: coverage, indicators, who is missing, plans, milestones, each a sheet.
         * @description What must be known of it stands in its first sheet, and as codes in the header `Plancover-Notices`.
         */
        get: operations["report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Units, areas and plans by name; accents and case do not matter. */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/site": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is served: title, days, extent, words, thresholds. */
        get: operations["site"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The documents that records come from. */
        get: operations["sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What cites a document: units, areas, plans and their steps, records of lineage, targets, reported figures. */
        get: operations["source"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every day on which a boundary or the state of a plan changes. */
        get: operations["timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A unit by its code: the version of the day, all versions, parents and children. */
        get: operations["unit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{code}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the land of a unit came from and where it went, and what covers each part. */
        get: operations["lineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/maps/{style}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A map of a unit as a picture for a report: title, day, legend, scale bar. */
        get: operations["sheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/maps/{style}/{z}/{x}/{y}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tile of a style as a picture, 256 pixels wide; 512 with `@2x` behind the row. */
        get: operations["tile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What every answer carries. */
        Answer_AreaAnswer: {
            /** @description The area. */
            area: components["schemas"]["Area"];
            /** @description The units it was described by, where no boundary was drawn. */
            units: components["schemas"]["NamedUnit"][];
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_BriefAnswer: {
            /** @description Areas there, at most 10. */
            areas: components["schemas"]["BriefArea"][];
            /** @description How many there are. */
            areas_total: number;
            /** @description Tiers of which no plan is in force there, from the broadest, and which "no" each is; empty outside. */
            lacks: components["schemas"]["BriefLack"][];
            /** @description Plans in force and being prepared there, from the broadest tier, at most 10. */
            plans: components["schemas"]["BriefPlan"][];
            /** @description How many there are. */
            plans_total: number;
            /** @description Figures of the smallest unit, from the broadest tier; empty outside. */
            tiers: components["schemas"]["BriefTier"][];
            /** @description Units from the province down; empty outside. */
            units: components["schemas"]["BriefUnit"][];
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_ChangesAnswer: {
            /** @description Units, areas and plans, each by identifier. */
            changes: components["schemas"]["ChangeRow"][];
            /** @description False: what has changed since then is not known any more; read everything anew. */
            complete: boolean;
            /** @description Where the rest is. Keep the `revision` of the first page: what changes meanwhile is told when asked since that. */
            next: string | null;
            /**
             * Format: int64
             * @description The revision asked about.
             */
            since: number;
            /** @description How many. */
            total: number;
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_CoverageAnswer: {
            /**
             * Format: double
             * @description The denominator (km²): the sum of the smallest units.
             */
            area_km2: number;
            /** @description Those that belong directly to the unit, or the districts its land is grouped by; by code. */
            children: components["schemas"]["Row"][];
            /** @description The unit is no more: the figures are of the land of its last version. */
            former: boolean;
            /** @description What to call it then. */
            former_name?: components["schemas"]["FormerName"];
            /**
             * @description Of a commune, ward, township or special zone in force: tiers of which no plan in force covers any of it, from the broadest, and which "no"
             *     each is. Of anything larger, where no plan is loaded at all, that; null otherwise.
             */
            lacks: components["schemas"]["Lack"][] | null;
            /** @description The land that coverage is a share of. */
            of: components["schemas"]["Denominator"];
            /** @description The figures of all together. */
            tiers: components["schemas"]["Tiers"];
            unit: components["schemas"]["Unit"] | null;
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_FindingsAnswer: {
            /** @description How many of each kind there are, whatever `kind` is asked for; the most severe first. */
            counts: components["schemas"]["KindCount"][];
            /** @description By kind, then by plan. */
            findings: components["schemas"]["Finding"][];
            /** @description Where the rest is. */
            next: string | null;
            /** @description Pairs of plans in force, of the whole store, that share nothing but slivers; they are no findings. */
            sliver_pairs: number;
            /** @description How many match. */
            total: number;
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_GapsCollection: (components["schemas"]["GapsAnswer"] & {
            /** @description One for each smallest unit that has a gap, by code. */
            features: components["schemas"]["GapFeature"][];
            /** @description `FeatureCollection`. */
            type: string;
        }) & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_HistoryAnswer: {
            /** @description What is recorded or planned for later days. */
            forecast: components["schemas"]["ForecastPoint"][];
            /** @description The land that coverage is a share of. */
            of: components["schemas"]["Denominator"];
            /** @description Plans whose approval was planned for earlier days: the forecast does without them. */
            overdue: components["schemas"]["Overdue"][];
            /** @description What was, up to the day asked about. */
            points: components["schemas"]["PointAnswer"][];
            /** @description The tier. */
            tier: components["schemas"]["Tier"];
            /** @description The versions of the unit that points are about, oldest first. */
            versions: components["schemas"]["Unit"][];
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_IndicatorAnswer: {
            /**
             * @description Its value over time up to the day: a point for each day on which it changed; of a reported one, for each day with a figure.
             *     Nothing of it is a forecast.
             */
            history: components["schemas"]["IndicatorStep"][];
            /** @description The indicator with all its subjects and all reported figures up to the day. */
            indicator: components["schemas"]["Indicator"];
            unit: components["schemas"]["Unit"] | null;
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_IndicatorsAnswer: {
            /** @description In the order in which they are declared; of the subjects only those missing and in preparation. */
            indicators: components["schemas"]["Indicator"][];
            unit: components["schemas"]["Unit"] | null;
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_LineageAnswer: {
            /** @description Whether that version is in force on the day. */
            current: boolean;
            /** @description Coverage of the land that came from each predecessor; empty for units that others belong to, and where none is known. */
            parts: components["schemas"]["PartOfUnit"][];
            predecessors: components["schemas"]["Turn"] | null;
            successors: components["schemas"]["Turn"] | null;
            /** @description The version of the day, or the last one before it. */
            unit: components["schemas"]["Unit"];
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_LookupAnswer: {
            /** @description Areas there. */
            areas: components["schemas"]["Area"][];
            /** @description Tiers of which no plan is in force there, from the broadest, and which "no" each is; empty outside. */
            lacks: components["schemas"]["Lack"][];
            /** @description Plans in force and being prepared there. */
            plans: components["schemas"]["Plan"][];
            /** @description The position on WGS 84. */
            position: components["schemas"]["Place"];
            tiers: components["schemas"]["Tiers"] | null;
            /** @description Units from the province down; empty outside. */
            units: components["schemas"]["Unit"][];
            /** @description Pieces of land-use maps there; not supplied yet. */
            zones: string[];
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_MilestonesAnswer: {
            /** @description By their last planned day; those without one last. */
            milestones: components["schemas"]["Milestone"][];
            /** @description Where the rest is. */
            next: string | null;
            /** @description How many match. */
            total: number;
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_ParcelAnswer: {
            /**
             * Format: double
             * @description Area of the parcel on the ellipsoid (km²).
             */
            area_km2: number;
            /** @description Areas that have land in it, the larger part first. */
            areas: components["schemas"]["AreaShare"][];
            /** @description West, south, east, north. */
            bbox: components["schemas"]["Bbox"];
            geometry: components["schemas"]["Geometry"] | null;
            /**
             * @description Tiers of which no plan is in force for any of it, from the broadest, and which "no" each is: of the unit with most of the parcel, and of
             *     all its areas.
             */
            lacks: components["schemas"]["Lack"][];
            /**
             * @description Plans in force and being prepared for some of it, what binds most first: in force before being prepared, then the more detailed
             *     tier, then the larger part.
             */
            plans: components["schemas"]["PlanShare"][];
            /** @description A point inside it (lon, lat). */
            point: components["schemas"]["LonLat"];
            /** @description Coverage of the parcel itself by tier. */
            tiers: components["schemas"]["Tiers"];
            /** @description Units that have land in it, level by level from the province down, the larger part of the parcel first. */
            units: components["schemas"]["UnitShare"][];
            /** @description Pieces of land-use maps there; not supplied yet. */
            zones: string[];
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_PlanAnswer: {
            /** @description What happened, or is to happen, to it. */
            events: components["schemas"]["Event"][];
            /** @description The plan. */
            plan: components["schemas"]["PlanDetail"];
            /** @description The land it was made for. */
            territory: components["schemas"]["TerritoryAnswer"];
            /** @description The smallest units of the day that it touches, by code. */
            units: components["schemas"]["Touched"][];
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_PlansAnswer: {
            /** @description Where the rest is. */
            next: string | null;
            /** @description By tier, those in force first, then by identifier; with `q` best first. */
            plans: components["schemas"]["Plan"][];
            /** @description How many match. */
            total: number;
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_SearchAnswer: {
            /** @description Best first. */
            results: components["schemas"]["Found"][];
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_ShadesAnswer: {
            /** @description The units, by code. */
            codes: string[];
            /** @description Their figures. */
            tiers: components["schemas"]["Columns"];
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_SiteAnswer: {
            basemap: components["schemas"]["Basemap"] | null;
            bbox: components["schemas"]["Bbox"] | null;
            /** @description The first day without districts; plans and figures of former districts can be asked for from it on. */
            districts_until: string;
            examples: components["schemas"]["Examples"] | null;
            /** @description First day on which anything changes. */
            first_day: string | null;
            /** @description Levels of units, from the top. */
            levels: components["schemas"]["Word"][];
            /** @description What counts as covered. */
            thresholds: components["schemas"]["Thresholds"];
            /** @description What coverage is counted by. */
            tiers: components["schemas"]["Word"][];
            /** @description Those of which any plan is loaded, whatever its days: of another one nothing was supplied. */
            tiers_held: components["schemas"]["Tier"][];
            /** @description What the page calls itself, in Vietnamese. */
            title: string;
            /** @description The same in English. */
            title_en: string;
            /** @description Today in the configured time zone. */
            today: string;
            /** @description Version of the program. */
            version: string;
            vn2000: components["schemas"]["Vn2000"] | null;
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_SourceAnswer: {
            /** @description Units, areas, plans, events, records of lineage, targets and reported figures, in this order. */
            citations: components["schemas"]["Citation"][];
            /** @description The identifier of the document: the text by which records cite it. */
            id: string;
            /** @description Where the rest is. */
            next: string | null;
            /** @description How many there are. */
            total: number;
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_SourcesAnswer: {
            /** @description Where the rest is. */
            next: string | null;
            /** @description By identifier. */
            sources: components["schemas"]["SourceRow"][];
            /** @description How many there are. */
            total: number;
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_TimelineAnswer: {
            /** @description Ascending. */
            days: components["schemas"]["ChangeDay"][];
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description What every answer carries. */
        Answer_UnitAnswer: {
            /** @description Those that belong directly to it on the day, by code. */
            children: components["schemas"]["Unit"][];
            /** @description Those it belongs to on the day, province first. */
            parents: components["schemas"]["Unit"][];
            unit: components["schemas"]["Unit"] | null;
            /** @description Every version of the code, oldest first. */
            versions: components["schemas"]["Unit"][];
        } & {
            /** @description The day the answer is about. */
            as_of: string;
            /** @description What the reader must know about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was computed from.
             */
            revision: number;
        };
        /** @description A named territory that is no administrative unit. */
        Area: {
            /**
             * Format: double
             * @description Area on the ellipsoid (km²); null where its land is not known.
             */
            area_km2: number | null;
            bbox: components["schemas"]["Bbox"] | null;
            /** @description Urban class as the source writes it. */
            class: string | null;
            /** @description Identifier. */
            id: string;
            /** @description Code of the kind. */
            kind: components["schemas"]["AreaKind"];
            /** @description The kind in Vietnamese. */
            kind_vi: string;
            /** @description Name. */
            name: string;
            point: components["schemas"]["LonLat"] | null;
            /** @description How far it can be trusted. */
            quality: components["schemas"]["Quality"];
            /** @description `existing`, `planned`, or as the source writes it. */
            status: string | null;
            /** @description First day in force; null is "as far back as known". */
            valid_from: string | null;
            /** @description First day no longer in force; null is "still in force". */
            valid_to: string | null;
        };
        /** @description An area and the units it is made of. */
        AreaAnswer: {
            /** @description The area. */
            area: components["schemas"]["Area"];
            /** @description The units it was described by, where no boundary was drawn. */
            units: components["schemas"]["NamedUnit"][];
        };
        /**
         * @description Kind of an area.
         * @enum {string}
         */
        AreaKind: "urban_area" | "functional_zone" | "construction_land";
        /** @description An area with its share of the parcel. */
        AreaShare: components["schemas"]["Area"] & components["schemas"]["Overlap"];
        /** @description A raster map. */
        Basemap: {
            /** @description Whose map it is. */
            attribution: string;
            /** @description Tile address with `{z}`, `{x}` and `{y}`. */
            url: string;
        };
        /** @description The figures on the subjects of one day. */
        Basis: {
            /** @description How many subjects stand how. */
            counts: components["schemas"]["Counts"];
            /**
             * Format: double
             * @description All subjects, or all their land (km²).
             */
            denominator: number;
            /** @description Not satisfied, and nothing is being prepared. */
            missing: components["schemas"]["SubjectRow"][];
            /** @description Counted, but their land is not known. */
            no_land: components["schemas"]["SubjectRow"][];
            /** @description On the document's list, but not loaded and not counted. */
            not_loaded: string[];
            /**
             * Format: double
             * @description Subjects satisfied, or land covered (km²).
             */
            numerator: number;
            /** @description The day that picks the subjects. */
            on: string;
            /** @description Not satisfied, but a plan is being prepared for some of the rest. */
            preparing: components["schemas"]["SubjectRow"][];
            /** @description Satisfied; only in the answer about one indicator. */
            satisfied?: components["schemas"]["SubjectRow"][];
            /** @description How each target stands, in the order of the indicator's targets. */
            targets: components["schemas"]["Standing"][];
            /**
             * Format: double
             * @description The share (0–100); null where there is nothing to be a share of.
             */
            value: number | null;
        };
        /** @description West, south, east, north (WGS 84, degrees). */
        Bbox: [
            number,
            number,
            number,
            number
        ];
        /** @description What applies at a position, in few words; `/api/units`, `/api/plans` and `/api/areas` tell the rest. */
        BriefAnswer: {
            /** @description Areas there, at most 10. */
            areas: components["schemas"]["BriefArea"][];
            /** @description How many there are. */
            areas_total: number;
            /** @description Tiers of which no plan is in force there, from the broadest, and which "no" each is; empty outside. */
            lacks: components["schemas"]["BriefLack"][];
            /** @description Plans in force and being prepared there, from the broadest tier, at most 10. */
            plans: components["schemas"]["BriefPlan"][];
            /** @description How many there are. */
            plans_total: number;
            /** @description Figures of the smallest unit, from the broadest tier; empty outside. */
            tiers: components["schemas"]["BriefTier"][];
            /** @description Units from the province down; empty outside. */
            units: components["schemas"]["BriefUnit"][];
        };
        /** @description An area by name. */
        BriefArea: {
            id: string;
            name: string;
        };
        /** @description A tier of which no plan is in force; `/api/lookup` tells the reason as a sentence, with its sources. */
        BriefLack: {
            no: components["schemas"]["No"];
            reason: components["schemas"]["LackReason"];
            tier: components["schemas"]["Tier"];
        };
        /** @description A plan in few words. */
        BriefPlan: {
            /** @description Day of the approval, once approved. */
            approved_on: string | null;
            /** @description Number of the decision that approved it, once approved. */
            decision_number: string | null;
            id: string;
            name: string;
            quality: components["schemas"]["Quality"];
            state: components["schemas"]["PlanState"];
            tier: components["schemas"]["Tier"] | null;
        };
        /** @description How much plans of a tier cover of the smallest unit. */
        BriefTier: {
            /**
             * Format: double
             * @description Covered share (0–100).
             */
            percent: number;
            status: components["schemas"]["CoverageStatus"];
            tier: components["schemas"]["Tier"];
        };
        /** @description A unit by name. */
        BriefUnit: {
            code: string;
            /** @description Name with the kind. */
            full_name: string;
        };
        /** @description One of them. */
        ChangeDay: {
            /** @description How many unit versions begin or end. */
            boundaries: number;
            /** @description The day. */
            date: string;
            /** @description How many plans enter another state. */
            plans: number;
        };
        /** @description Something that has changed. */
        ChangeRow: {
            /** @description `new`, `changed` or `removed`: the record, its land, or what follows from others, as the state of a plan that is replaced. */
            change: components["schemas"]["ChangeWord"];
            /** @description Identifier; of a unit its code. */
            id: string;
            /** @description `unit`, `area` or `plan`. */
            type: components["schemas"]["FoundType"];
        };
        /** @description What has changed since a revision. */
        ChangesAnswer: {
            /** @description Units, areas and plans, each by identifier. */
            changes: components["schemas"]["ChangeRow"][];
            /** @description False: what has changed since then is not known any more; read everything anew. */
            complete: boolean;
            /** @description Where the rest is. Keep the `revision` of the first page: what changes meanwhile is told when asked since that. */
            next: string | null;
            /**
             * Format: int64
             * @description The revision asked about.
             */
            since: number;
            /** @description How many. */
            total: number;
        };
        /**
         * @description What happened to a thing since a revision.
         * @enum {string}
         */
        ChangeWord: "new" | "changed" | "removed";
        /** @description A record that cites a document. */
        Citation: {
            /** @description The clause of the document. */
            clause: string | null;
            /**
             * @description Code of the unit (of lineage the newer one), identifier of the area, of the plan (of an event its plan), of the target, or of the
             *     indicator of a reported figure.
             */
            id: string;
            /** @description The indicator of a target. */
            indicator: string | null;
            /** @description Its name; of a target and of a figure that of the indicator in Vietnamese, of lineage the codes of the units. */
            name: string;
            /** @description Day an event happened, units changed or were first in force, a target is due, a figure holds for. */
            on: string | null;
            stage: components["schemas"]["Stage"] | null;
            /** @description What kind of record. */
            type: components["schemas"]["CitingType"];
        };
        /**
         * @description What cites a document.
         * @enum {string}
         */
        CitingType: "unit" | "area" | "plan" | "event" | "lineage" | "target" | "observation";
        /** @description The figures of one tier. */
        Column: {
            /** @description Covered shares (0–100), rounded to two decimals as in tiles; null where there is no land to cover. */
            percent: (number | null)[];
            /** @description How they stand; null where there is no land to cover. */
            status: (components["schemas"]["CoverageStatus"] | null)[];
        };
        /** @description The figures of each tier. */
        Columns: {
            detailed: components["schemas"]["Column"];
            general: components["schemas"]["Column"];
            regional: components["schemas"]["Column"];
            zoning: components["schemas"]["Column"];
        };
        /** @description How many subjects stand how. */
        Counts: {
            missing: number;
            no_land: number;
            not_loaded: number;
            preparing: number;
            satisfied: number;
        };
        /** @description The figures of a unit and of those that belong to it. */
        CoverageAnswer: {
            /**
             * Format: double
             * @description The denominator (km²): the sum of the smallest units.
             */
            area_km2: number;
            /** @description Those that belong directly to the unit, or the districts its land is grouped by; by code. */
            children: components["schemas"]["Row"][];
            /** @description The unit is no more: the figures are of the land of its last version. */
            former: boolean;
            /** @description What to call it then. */
            former_name?: components["schemas"]["FormerName"];
            /**
             * @description Of a commune, ward, township or special zone in force: tiers of which no plan in force covers any of it, from the broadest, and which "no"
             *     each is. Of anything larger, where no plan is loaded at all, that; null otherwise.
             */
            lacks: components["schemas"]["Lack"][] | null;
            /** @description The land that coverage is a share of. */
            of: components["schemas"]["Denominator"];
            /** @description The figures of all together. */
            tiers: components["schemas"]["Tiers"];
            unit: components["schemas"]["Unit"] | null;
        };
        /**
         * @description How much of a unit's land plans of a tier cover.
         * @enum {string}
         */
        CoverageStatus: "full" | "partial" | "preparing" | "none";
        /**
         * @description The land that coverage is a share of.
         * @enum {string}
         */
        Denominator: "unit" | "construction_land";
        /**
         * @description Why a plan no longer counts.
         * @enum {string}
         */
        EndCause: "superseded" | "repealed" | "expired" | "cancelled";
        /** @description One dated step in a plan's life. */
        Event: {
            /** @description Day it happened. */
            actual_on: string | null;
            /** @description Who issued it. */
            authority: string | null;
            /** @description Clause of that document. */
            clause: string | null;
            /** @description The decision or document. */
            document_number: string | null;
            /** @description A note. */
            note: string | null;
            /** @description First day of the planned interval. */
            planned_from: string | null;
            /** @description The planned date as the document writes it. */
            planned_text: string | null;
            /** @description Last day of the planned interval. */
            planned_to: string | null;
            /** @description Document the record comes from. */
            source: string | null;
            /** @description Code of the stage. */
            stage: components["schemas"]["Stage"];
            /** @description The stage in Vietnamese. */
            stage_vi: string;
        };
        /** @description The corners of a parcel on VN-2000, as a land certificate lists them. */
        ExampleParcel: {
            /** @description Easting and northing (m) of each corner, counterclockwise, the first not repeated. */
            corners: number[][];
            /**
             * Format: int32
             * @description The EPSG code of the system.
             */
            epsg: number;
        };
        /** @description A place to try a look-up with. */
        Examples: {
            /** @description Its name with the kind. */
            full_name: string;
            /** @description Its name without the kind. */
            name: string;
            parcel: components["schemas"]["ExampleParcel"] | null;
            /** @description A position inside it. */
            position: components["schemas"]["LonLat"];
            /** @description Code of the smallest unit there. */
            unit_code: string;
        };
        /**
         * @description How much of a unit an act moved.
         * @enum {string}
         */
        Extent: "whole" | "part";
        /** @description What is wrong with one parameter. */
        FieldProblem: {
            /** @description What is allowed. */
            allowed: string;
            /** @description The parameter. */
            field: string;
            /** @description The value found; null where it is missing. */
            found: string | null;
            /** @description What to do. */
            hint?: string;
        };
        /** @description What is odd about a plan, a pair of plans, or the data about them or a unit. */
        Finding: {
            /**
             * Format: double
             * @description The land concerned (km²), where it is about land.
             */
            area_km2: number | null;
            /** @description What was found, in English. */
            en: string;
            /** @description Code of the kind. */
            kind: components["schemas"]["FindingKind"];
            /** @description The kind in Vietnamese. */
            kind_vi: string;
            /** @description The plans concerned. */
            plans: components["schemas"]["NamedPlan"][];
            /** @description The rule it is measured by. */
            rule: components["schemas"]["Rule"];
            /** @description How much it matters. */
            severity: components["schemas"]["Severity"];
            /** @description Day since which it is so; of what a record lacks the day it was entered, of a unit its first day, or the first known of anything. */
            since: string;
            /** @description The law and its article, or where this program documents its own rule. */
            source: string;
            /** @description Codes of the smallest units of the day that have land in all of these plans; of a finding about a unit, its own. */
            units: string[];
            /** @description What was found, in Vietnamese. */
            vi: string;
        };
        /**
         * @description What is odd about plans.
         * @enum {string}
         */
        FindingKind: "overlap" | "outside" | "past_horizon" | "review_due" | "stage_order" | "consultation_short" | "brief_missing" | "published_late" | "territory_missing" | "unknown_reference" | "decision_missing" | "milestone_undated" | "made_up" | "schematic_boundary" | "no_plan";
        /** @description Some of the findings that match. */
        FindingsAnswer: {
            /** @description How many of each kind there are, whatever `kind` is asked for; the most severe first. */
            counts: components["schemas"]["KindCount"][];
            /** @description By kind, then by plan. */
            findings: components["schemas"]["Finding"][];
            /** @description Where the rest is. */
            next: string | null;
            /** @description Pairs of plans in force, of the whole store, that share nothing but slivers; they are no findings. */
            sliver_pairs: number;
            /** @description How many match. */
            total: number;
        };
        /**
         * @description What findings are about.
         * @enum {string}
         */
        FindingSubject: "proceedings" | "data" | "all";
        /** @description The figure from a day on, if approvals come as planned. */
        ForecastPoint: components["schemas"]["PointAnswer"] & {
            /** @description Plans whose approval is planned for the day. */
            plans: string[];
        };
        /** @description The name of a unit that is no more, which says so. */
        FormerName: {
            /** @description In English. */
            en: string;
            /** @description In Vietnamese. */
            vi: string;
        };
        /** @description Something whose name matches. */
        Found: {
            bbox: components["schemas"]["Bbox"] | null;
            /** @description Valid, or counting, on the day. */
            current: boolean;
            /** @description What tells it from others of that name. */
            detail: string | null;
            /** @description Identifier; for a unit its code. */
            id: string;
            /** @description Name. */
            name: string;
            point: components["schemas"]["LonLat"] | null;
            /** @description `unit`, `area` or `plan`. */
            type: components["schemas"]["FoundType"];
            /** @description First day in force; for a plan the day of its approval. */
            valid_from: string | null;
            /** @description First day no longer in force. */
            valid_to: string | null;
        };
        /**
         * @description What a search finds.
         * @enum {string}
         */
        FoundType: "unit" | "area" | "plan";
        /** @description The gap of one unit. */
        GapFeature: {
            geometry: components["schemas"]["Geometry"];
            /** @description Code of the unit, `@` and its first day where that is known, `.` and the tier. */
            id: string;
            properties: components["schemas"]["GapProperties"];
            /** @description `Feature`. */
            type: string;
        };
        /** @description The properties of the gap of one unit. */
        GapProperties: {
            /**
             * Format: double
             * @description Area of the gap on the ellipsoid (km²).
             */
            area_km2: number;
            /**
             * Format: double
             * @description Its share of the denominator (0–100).
             */
            percent: number;
            /** @description Whether plans for some of it are being prepared. */
            preparing: boolean;
            /**
             * Format: double
             * @description Share of the gap that is covered by plans being prepared (0–100).
             */
            preparing_percent: number;
            /** @description How far the boundary can be trusted. */
            quality: components["schemas"]["Quality"];
            /** @description How many slivers of this unit were left out. */
            slivers: number;
            /**
             * Format: double
             * @description Their area together (km²).
             */
            slivers_km2: number;
            tier: components["schemas"]["Tier"];
            /** @description Code of the unit. */
            unit_code: string;
            /** @description Name of the unit, with its kind. */
            unit_name: string;
        };
        /** @description A GeoJSON `FeatureCollection`: one feature for each smallest unit that has a gap; these members stand beside `features`. */
        GapsAnswer: {
            /**
             * Format: double
             * @description Area of all gaps (km²).
             */
            area_km2: number;
            /** @description The land that coverage is a share of. */
            of: components["schemas"]["Denominator"];
            /** @description What was left out. */
            slivers: components["schemas"]["SliversAnswer"];
            /** @description The tier. */
            tier: components["schemas"]["Tier"];
            /** @description The unit. */
            unit: components["schemas"]["Unit"];
        };
        /** @description The whole collection. */
        GapsCollection: components["schemas"]["GapsAnswer"] & {
            /** @description One for each smallest unit that has a gap, by code. */
            features: components["schemas"]["GapFeature"][];
            /** @description `FeatureCollection`. */
            type: string;
        };
        /**
         * @description Land as GeoJSON (RFC 7946).
         * @example {
         *       "coordinates": [
         *         [
         *           [
         *             106.76,
         *             21.85
         *           ],
         *           [
         *             106.763,
         *             21.85
         *           ],
         *           [
         *             106.763,
         *             21.852
         *           ],
         *           [
         *             106.76,
         *             21.85
         *           ]
         *         ]
         *       ],
         *       "type": "Polygon"
         *     }
         */
        Geometry: {
            coordinates: [
                [
                    components["schemas"]["LonLat"],
                    components["schemas"]["LonLat"],
                    components["schemas"]["LonLat"],
                    components["schemas"]["LonLat"],
                    ...components["schemas"]["LonLat"][]
                ][],
                ...[
                    components["schemas"]["LonLat"],
                    components["schemas"]["LonLat"],
                    components["schemas"]["LonLat"],
                    components["schemas"]["LonLat"],
                    ...components["schemas"]["LonLat"][]
                ][][]
            ];
            /** @enum {string} */
            type: "Polygon";
        } | {
            coordinates: [
                [
                    [
                        components["schemas"]["LonLat"],
                        components["schemas"]["LonLat"],
                        components["schemas"]["LonLat"],
                        components["schemas"]["LonLat"],
                        ...components["schemas"]["LonLat"][]
                    ][],
                    ...[
                        components["schemas"]["LonLat"],
                        components["schemas"]["LonLat"],
                        components["schemas"]["LonLat"],
                        components["schemas"]["LonLat"],
                        ...components["schemas"]["LonLat"][]
                    ][][]
                ][],
                ...[
                    [
                        components["schemas"]["LonLat"],
                        components["schemas"]["LonLat"],
                        components["schemas"]["LonLat"],
                        components["schemas"]["LonLat"],
                        ...components["schemas"]["LonLat"][]
                    ][],
                    ...[
                        components["schemas"]["LonLat"],
                        components["schemas"]["LonLat"],
                        components["schemas"]["LonLat"],
                        components["schemas"]["LonLat"],
                        ...components["schemas"]["LonLat"][]
                    ][][]
                ][][]
            ];
            /** @enum {string} */
            type: "MultiPolygon";
        };
        /** @description The figures of a unit over time, and as planned. */
        HistoryAnswer: {
            /** @description What is recorded or planned for later days. */
            forecast: components["schemas"]["ForecastPoint"][];
            /** @description The land that coverage is a share of. */
            of: components["schemas"]["Denominator"];
            /** @description Plans whose approval was planned for earlier days: the forecast does without them. */
            overdue: components["schemas"]["Overdue"][];
            /** @description What was, up to the day asked about. */
            points: components["schemas"]["PointAnswer"][];
            /** @description The tier. */
            tier: components["schemas"]["Tier"];
            /** @description The versions of the unit that points are about, oldest first. */
            versions: components["schemas"]["Unit"][];
        };
        /** @description One indicator on a day. */
        Indicator: {
            as_set: components["schemas"]["Basis"] | null;
            difference: components["schemas"]["Words"] | null;
            /** @description What it belongs to. */
            group: string | null;
            /** @description Identifier. */
            id: string;
            /** @description `count`, `area` or `reported`. */
            measure: components["schemas"]["Measure"];
            /** @description The next target that is due on or after the day and is not reached; null if there is none. */
            next_target: string | null;
            /** @description What was reported up to the day, latest first; in a list only the latest. */
            observations: components["schemas"]["Observation"][];
            on_day: components["schemas"]["Basis"] | null;
            /** @description Kinds of plans that count; empty where it is reported. */
            plan_kinds: components["schemas"]["PlanKind"][];
            /** @description How its value comes about. */
            rule: components["schemas"]["Words"];
            /** @description How each target stands: of `as_set`, or by what was reported. */
            standings: components["schemas"]["Standing"][];
            subjects: components["schemas"]["SubjectType"] | null;
            /** @description What is to be reached, by date. */
            targets: components["schemas"]["Target"][];
            /**
             * Format: double
             * @description Share of its land from which on a subject is satisfied; null where it is reported.
             */
            threshold_percent: number | null;
            /** @description What it is called. */
            title: components["schemas"]["Words"];
            /** @description Unit of the value. */
            unit: string | null;
            /**
             * Format: double
             * @description The value on the day: of `as_set`, or the latest reported; null where data was not supplied.
             */
            value: number | null;
        };
        /** @description One indicator. */
        IndicatorAnswer: {
            /**
             * @description Its value over time up to the day: a point for each day on which it changed; of a reported one, for each day with a figure.
             *     Nothing of it is a forecast.
             */
            history: components["schemas"]["IndicatorStep"][];
            /** @description The indicator with all its subjects and all reported figures up to the day. */
            indicator: components["schemas"]["Indicator"];
            unit: components["schemas"]["Unit"] | null;
        };
        /** @description Every indicator. */
        IndicatorsAnswer: {
            /** @description In the order in which they are declared; of the subjects only those missing and in preparation. */
            indicators: components["schemas"]["Indicator"][];
            unit: components["schemas"]["Unit"] | null;
        };
        /** @description The value of an indicator from a day on. */
        IndicatorStep: {
            /** @description The first day on which it is so; of a reported figure the day it holds for. */
            date: string;
            /**
             * Format: double
             * @description All subjects, or all their land (km²); null where it is reported.
             */
            denominator: number | null;
            /**
             * Format: double
             * @description Subjects satisfied, or land covered (km²); null where it is reported.
             */
            numerator: number | null;
            /**
             * Format: double
             * @description The value; null where there is nothing to be a share of.
             */
            value: number | null;
        };
        /** @description How many findings there are of a kind. */
        KindCount: {
            /** @description How many. */
            count: number;
            /** @description Code of the kind. */
            kind: components["schemas"]["FindingKind"];
            /** @description The kind in English. */
            kind_en: string;
            /** @description The kind in Vietnamese. */
            kind_vi: string;
            /** @description How much it matters. */
            severity: components["schemas"]["Severity"];
        };
        /** @description A tier of which no plan is in force. */
        Lack: {
            /** @description The same in English. */
            en: string;
            /** @description Which "no" it is. */
            no: components["schemas"]["No"];
            /** @description A plan of the tier is being prepared there. */
            preparing: boolean;
            /** @description Why. */
            reason: components["schemas"]["LackReason"];
            /** @description What the reason rests on; empty where it follows from what is loaded. */
            sources: components["schemas"]["LackSource"][];
            /** @description The tier. */
            tier: components["schemas"]["Tier"];
            /** @description The reason as a sentence, in Vietnamese. */
            vi: string;
        };
        /**
         * @description Why a plan of a tier is, or is not, required at a place.
         * @enum {string}
         */
        LackReason: "nothing_loaded" | "commune_unknown" | "district_unknown" | "law_unknown" | "urban_general" | "commune_general" | "zoning_city" | "zoning_zone" | "zoning_land" | "zoning_undecided" | "zoning_township" | "zoning_rural" | "detailed" | "district_regional" | "regional_undecided" | "city_without_regional" | "districts_gone";
        /** @description A provision of an act, or a target of the province. */
        LackSource: {
            /** @description Number of the act, or the document that sets the target. */
            act: string;
            /** @description Article of the act, or clause of the document; null where it is named as a whole. */
            clause: string | null;
            /** @description The last day in time of the target; null of an act. */
            due_on: string | null;
            /** @description The same in English. */
            en: string;
            /** @description Identifier of the target; null of an act. */
            target: string | null;
            /** @description How it is cited, in Vietnamese. */
            vi: string;
        };
        /** @description What was left out. */
        LeftOut: {
            /**
             * Format: double
             * @description The land they share with it (km²).
             */
            area_km2: number;
            /** @description How many units. */
            count: number;
        };
        /**
         * @description Level of a unit, from the top.
         * @enum {string}
         */
        Level: "province" | "district" | "commune";
        /** @description Where the land of a unit came from and where it went. */
        LineageAnswer: {
            /** @description Whether that version is in force on the day. */
            current: boolean;
            /** @description Coverage of the land that came from each predecessor; empty for units that others belong to, and where none is known. */
            parts: components["schemas"]["PartOfUnit"][];
            predecessors: components["schemas"]["Turn"] | null;
            successors: components["schemas"]["Turn"] | null;
            /** @description The version of the day, or the last one before it. */
            unit: components["schemas"]["Unit"];
        };
        /**
         * @description What is known of a turn from.
         * @enum {string}
         */
        LineageBasis: "recorded" | "derived";
        /** @description Longitude, latitude (WGS 84, degrees). */
        LonLat: [
            number,
            number
        ];
        /** @description What applies at a position. */
        LookupAnswer: {
            /** @description Areas there. */
            areas: components["schemas"]["Area"][];
            /** @description Tiers of which no plan is in force there, from the broadest, and which "no" each is; empty outside. */
            lacks: components["schemas"]["Lack"][];
            /** @description Plans in force and being prepared there. */
            plans: components["schemas"]["Plan"][];
            /** @description The position on WGS 84. */
            position: components["schemas"]["Place"];
            tiers: components["schemas"]["Tiers"] | null;
            /** @description Units from the province down; empty outside. */
            units: components["schemas"]["Unit"][];
            /** @description Pieces of land-use maps there; not supplied yet. */
            zones: string[];
        };
        /** @description What a pack tells of itself. */
        Manifest: {
            /** @description The day the pack is about. */
            as_of: string;
            /** @description Every other file of the pack. */
            files: components["schemas"]["PackFile"][];
            /** @description `plancover-pack`. */
            format: string;
            /**
             * Format: int32
             * @description The version of the form; a reader of another one refuses the pack.
             */
            format_version: number;
            /** @description The program that made it. */
            generator: string;
            /** @description What the reader must be told about the figures. */
            notices: components["schemas"]["Notice"][];
            /**
             * Format: int64
             * @description The revision of the store it was made from.
             */
            revision: number;
            /** @description What the map tiles hold. */
            tiles: components["schemas"]["PackTiles"];
            /** @description The name of the data, in both languages. */
            title: components["schemas"]["PackTitle"];
            /** @description The first day since which nothing shown changes; null is "as far back as known". */
            unchanged_since: string | null;
            /** @description The unit. */
            unit: components["schemas"]["Unit"];
        };
        /** @description What a pack tells of itself, and where it is. */
        ManifestAnswer: components["schemas"]["Manifest"] & {
            /** @description The pack. */
            pack: components["schemas"]["PackLink"];
        };
        /**
         * @description How an indicator comes about.
         * @enum {string}
         */
        Measure: "count" | "area" | "reported";
        /** @description A step that was planned. */
        Milestone: {
            /** @description Day it happened. */
            actual_on: string | null;
            /** @description Who is to do it. */
            authority: string | null;
            /** @description Clause of that document. */
            clause: string | null;
            /**
             * Format: int32
             * @description Days after the last planned day; 0 where it was done in time, null where it is not late yet.
             */
            days_late: number | null;
            /** @description The plan it belongs to. */
            plan_id: string;
            /** @description Its name. */
            plan_name: string;
            /** @description First day of the planned interval; null for a deadline. */
            planned_from: string | null;
            /** @description The planned date as the document writes it. */
            planned_text: string | null;
            /** @description Last day of the planned interval; null where only the text tells when. */
            planned_to: string | null;
            precision: components["schemas"]["Precision"] | null;
            /** @description How far the plan's record can be trusted. */
            quality: components["schemas"]["Quality"];
            /** @description Document the record comes from. */
            source: string | null;
            /** @description Code of the stage. */
            stage: components["schemas"]["Stage"];
            /** @description The stage in Vietnamese. */
            stage_vi: string;
            state: components["schemas"]["MilestoneState"] | null;
        };
        /** @description Some of the milestones that match. */
        MilestonesAnswer: {
            /** @description By their last planned day; those without one last. */
            milestones: components["schemas"]["Milestone"][];
            /** @description Where the rest is. */
            next: string | null;
            /** @description How many match. */
            total: number;
        };
        /**
         * @description Where a planned step stands on a day.
         * @enum {string}
         */
        MilestoneState: "done" | "due" | "overdue" | "upcoming";
        /** @description An area by name. */
        NamedArea: {
            /** @description Its identifier. */
            id: string;
            /** @description Its name; null where no such area is known. */
            name: string | null;
        };
        /** @description A plan by name. */
        NamedPlan: {
            /** @description Its identifier. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description How far its record can be trusted. */
            quality: components["schemas"]["Quality"];
        };
        /** @description A unit as it was on a day. */
        NamedUnit: {
            /** @description Its code. */
            code: string;
            /** @description The name it had then; null where no such unit is known. */
            name: string | null;
            /** @description The day that picks the version; null is "as far back as known". */
            on: string | null;
        };
        /**
         * @description Which "no" it is that no plan of a tier is in force: required, but there is none; not required here; data not supplied; not known.
         * @enum {string}
         */
        No: "required" | "not_required" | "not_supplied" | "unknown";
        /** @description One notice, in both languages. */
        Notice: {
            /** @description What it is about: one of the codes of `docs/api.md`. */
            code: string;
            /** @description In English. */
            en: string;
            /** @description In Vietnamese. */
            vi: string;
        };
        /** @description A reported figure. */
        Observation: {
            /** @description Who reports it. */
            author: string;
            /** @description A note. */
            note: string | null;
            /** @description The day it holds for. */
            observed_on: string;
            /** @description The document it stands in. */
            source: string;
            /** @description What it is measured in. */
            unit: string | null;
            /** @description The unit it is about; null for everything. */
            unit_code: string | null;
            /**
             * Format: double
             * @description The figure.
             */
            value: number;
        };
        /**
         * @description How a target is compared.
         * @enum {string}
         */
        Operator: ">=" | ">" | "=" | "~" | "<=";
        /** @description A plan whose approval was planned for an earlier day. */
        Overdue: {
            /** @description The plan. */
            plan: string;
            /** @description The last day its approval was planned for. */
            planned_to: string;
        };
        /** @description What a thing and the parcel have in common. */
        Overlap: {
            /**
             * Format: double
             * @description The land they have in common (km²).
             */
            overlap_km2: number;
            /**
             * Format: double
             * @description Its share of the parcel (0–100).
             */
            percent: number;
        };
        /** @description A file of a pack. */
        PackFile: {
            /**
             * Format: int64
             * @description Its length, unpacked.
             */
            bytes: number;
            /** @description How many tiles or features it holds, or units that look-ups are answered for. */
            count: number;
            /** @description Its media type. */
            media_type: string;
            /** @description Its name in the pack. */
            path: string;
            /** @description SHA-256 of its bytes, unpacked, in hexadecimal (FIPS 180-4). */
            sha256: string;
        };
        /** @description Where a pack is, and how large. */
        PackLink: {
            /**
             * Format: int64
             * @description Its length, exactly.
             */
            bytes: number;
            /** @description Its entity tag: send it back in `If-None-Match`. */
            etag: string;
            /** @description The name of the file. */
            filename: string;
            /** @description Its address. */
            href: string;
            /** @description `application/zip`. */
            media_type: string;
        };
        /** @description What the map tiles of a pack hold. */
        PackTiles: {
            /** @description The layers by name, in the order of the tile. */
            layers: string[];
            /**
             * Format: int32
             * @description The highest zoom; maps draw its tiles larger beyond.
             */
            max_zoom: number;
            /**
             * Format: int32
             * @description The least zoom.
             */
            min_zoom: number;
        };
        /** @description A title in both languages. */
        PackTitle: {
            /** @description In English. */
            en: string;
            /** @description In Vietnamese. */
            vi: string;
        };
        /** @description A parcel: a GeoJSON `Polygon` or `MultiPolygon`, or a `Feature` of one. */
        Parcel: components["schemas"]["Geometry"] | components["schemas"]["ParcelFeature"];
        /** @description What applies to a parcel. */
        ParcelAnswer: {
            /**
             * Format: double
             * @description Area of the parcel on the ellipsoid (km²).
             */
            area_km2: number;
            /** @description Areas that have land in it, the larger part first. */
            areas: components["schemas"]["AreaShare"][];
            /** @description West, south, east, north. */
            bbox: components["schemas"]["Bbox"];
            geometry: components["schemas"]["Geometry"] | null;
            /**
             * @description Tiers of which no plan is in force for any of it, from the broadest, and which "no" each is: of the unit with most of the parcel, and of
             *     all its areas.
             */
            lacks: components["schemas"]["Lack"][];
            /**
             * @description Plans in force and being prepared for some of it, what binds most first: in force before being prepared, then the more detailed
             *     tier, then the larger part.
             */
            plans: components["schemas"]["PlanShare"][];
            /** @description A point inside it (lon, lat). */
            point: components["schemas"]["LonLat"];
            /** @description Coverage of the parcel itself by tier. */
            tiers: components["schemas"]["Tiers"];
            /** @description Units that have land in it, level by level from the province down, the larger part of the parcel first. */
            units: components["schemas"]["UnitShare"][];
            /** @description Pieces of land-use maps there; not supplied yet. */
            zones: string[];
        };
        /** @description A parcel as a feature. */
        ParcelFeature: {
            /** @description The land. */
            geometry: components["schemas"]["Geometry"];
            /** @description `Feature`. */
            type: string;
        };
        /** @description The land of a unit that came from one predecessor. */
        PartOfUnit: {
            /**
             * Format: double
             * @description The land (km²).
             */
            area_km2: number;
            /**
             * Format: double
             * @description Its share of the unit (0–100).
             */
            percent_of_unit: number;
            /** @description Coverage of that land on the day. */
            tiers: components["schemas"]["Tiers"];
            /** @description The predecessor. */
            unit: components["schemas"]["Unit"];
        };
        /** @description A position on WGS 84 (degrees). */
        Place: {
            /**
             * Format: double
             * @description Latitude.
             */
            lat: number;
            /**
             * Format: double
             * @description Longitude.
             */
            lon: number;
        };
        /** @description A plan as it stands on a day. */
        Plan: {
            /** @description The plan it replaces once approved. */
            adjusts: string | null;
            /** @description Day of the approval, once approved. */
            approved_on: string | null;
            /** @description Who approved it, once approved. */
            authority: string | null;
            /** @description Number of the decision that approved it, once approved. */
            decision_number: string | null;
            /** @description Why it no longer counts: `superseded`, `repealed`, `expired` or `cancelled`. */
            ended_by?: components["schemas"]["EndCause"];
            /**
             * Format: int32
             * @description Year it plans for.
             */
            horizon_year: number | null;
            /** @description Identifier. */
            id: string;
            /** @description Code of the kind. */
            kind: components["schemas"]["PlanKind"];
            /** @description The kind in Vietnamese. */
            kind_vi: string;
            /** @description Name. */
            name: string;
            /** @description That year has passed; the plan stays valid. */
            past_horizon: boolean;
            /** @description How far the record can be trusted. */
            quality: components["schemas"]["Quality"];
            /**
             * Format: int32
             * @description The scale's denominator.
             */
            scale: number | null;
            stage: components["schemas"]["Stage"] | null;
            /** @description The stage in Vietnamese. */
            stage_vi: string | null;
            /** @description `none`, `preparing`, `in_force` or `ended`. */
            state: components["schemas"]["PlanState"];
            /** @description `boundary`, `units`, `areas` or `none`. */
            territory_basis: components["schemas"]["TerritoryBasis"];
            tier: components["schemas"]["Tier"] | null;
            /** @description In force, and an adjustment has been started. */
            under_adjustment: boolean;
        };
        /** @description One plan. */
        PlanAnswer: {
            /** @description What happened, or is to happen, to it. */
            events: components["schemas"]["Event"][];
            /** @description The plan. */
            plan: components["schemas"]["PlanDetail"];
            /** @description The land it was made for. */
            territory: components["schemas"]["TerritoryAnswer"];
            /** @description The smallest units of the day that it touches, by code. */
            units: components["schemas"]["Touched"][];
        };
        /** @description A plan with everything known of it. */
        PlanDetail: components["schemas"]["Plan"] & {
            /** @description Clause of that document. */
            clause: string | null;
            /** @description Who draws it. */
            consultant: string | null;
            /** @description Who leads the making. */
            lead_agency: string | null;
            /** @description Day it was entered. */
            registered_on: string;
            /** @description Document the record comes from. */
            source: string | null;
        };
        /**
         * @description Kind of a plan.
         * @enum {string}
         */
        PlanKind: "provincial" | "inter_district_regional" | "district_regional" | "urban_general" | "commune_general" | "functional_zone_general" | "zoning" | "detailed" | "architecture_regulation";
        /** @description Some of the plans that match. */
        PlansAnswer: {
            /** @description Where the rest is. */
            next: string | null;
            /** @description By tier, those in force first, then by identifier; with `q` best first. */
            plans: components["schemas"]["Plan"][];
            /** @description How many match. */
            total: number;
        };
        /** @description A plan with its share of the parcel. */
        PlanShare: components["schemas"]["Plan"] & components["schemas"]["Overlap"];
        /**
         * @description State of a plan on a day.
         * @enum {string}
         */
        PlanState: "none" | "preparing" | "in_force" | "ended";
        /** @description The figure from a day on. */
        PointAnswer: {
            /**
             * Format: double
             * @description The denominator (km²).
             */
            area_km2: number;
            /** @description The land of the unit, or the way it is divided, changes on the day. */
            boundary_change: boolean;
            /**
             * Format: double
             * @description Land covered by plans in force (km²).
             */
            covered_km2: number;
            /** @description First day on which it is so. */
            date: string;
            /** @description There is no such unit on the day: the figure is of the land of its last version. */
            former: boolean;
            /**
             * Format: double
             * @description Covered share (0–100); null where there is no land to cover.
             */
            percent: number | null;
            /** @description The version of the unit it is about, by code and first day; null for everything that is loaded. */
            version: string | null;
        };
        /**
         * @description How exactly a date is told.
         * @enum {string}
         */
        Precision: "day" | "week" | "ten_days" | "month" | "quarter" | "half_year" | "year" | "duration";
        /** @description Problem details (RFC 9457, section 3). */
        Problem: {
            /** @description What happened this time. */
            detail?: string;
            /** @description The parameters that are wrong. */
            errors?: components["schemas"]["FieldProblem"][];
            /**
             * Format: int32
             * @description The status.
             */
            status: number;
            /** @description The status in words. */
            title: string;
            /** @description The kind of problem; `about:blank` means that the status says it all. */
            type: string;
        };
        /**
         * @description How far a record can be trusted.
         * @enum {string}
         */
        Quality: "illustrative" | "schematic" | "imported" | "official";
        /** @description What an act tells of the land that went from one unit to another. */
        Recorded: {
            /** @description The clause of it. */
            clause: string | null;
            /** @description `whole` or `part`. */
            extent: components["schemas"]["Extent"];
            /** @description The extent in Vietnamese. */
            extent_vi: string;
            /** @description A note, such as how the share is known. */
            note: string | null;
            /**
             * Format: double
             * @description The share of the older unit (0–100); null for a part of which it is not told.
             */
            percent_of_old: number | null;
            /** @description The act. */
            source: string;
        };
        /** @description One unit with its figures. */
        Row: {
            /**
             * Format: double
             * @description The denominator (km²).
             */
            area_km2: number;
            /** @description The unit is no more: the figures are of the land of its last version. */
            former: boolean;
            /** @description What to call it then. */
            former_name?: components["schemas"]["FormerName"];
            /** @description Its figures. */
            tiers: components["schemas"]["Tiers"];
            /** @description The unit. */
            unit: components["schemas"]["Unit"];
        };
        /** @description A rule in words. */
        Rule: {
            /** @description In English. */
            en: string;
            /** @description In Vietnamese. */
            vi: string;
        };
        /** @description What was found. */
        SearchAnswer: {
            /** @description Best first. */
            results: components["schemas"]["Found"][];
        };
        /**
         * @description How much a finding matters.
         * @enum {string}
         */
        Severity: "error" | "warning" | "note";
        /** @description The figures of all smallest units, in columns: the same place in each list is the same unit. */
        ShadesAnswer: {
            /** @description The units, by code. */
            codes: string[];
            /** @description Their figures. */
            tiers: components["schemas"]["Columns"];
        };
        /** @description A unit of the vintage before or after. */
        Share: {
            /**
             * Format: double
             * @description Where boundaries and records disagree by more than the tolerance: by how much (percent of the older unit) they share more than
             *     is recorded, or less; null where they agree.
             */
            beyond_record: number | null;
            /**
             * Format: double
             * @description The land they share (km²).
             */
            overlap_km2: number;
            /**
             * Format: double
             * @description Its share of the newer of the two (0–100).
             */
            percent_of_new: number;
            /**
             * Format: double
             * @description Its share of the older of the two (0–100).
             */
            percent_of_old: number;
            recorded: components["schemas"]["Recorded"] | null;
            /** @description The unit. */
            unit: components["schemas"]["Unit"];
        };
        /** @description What is served. */
        SiteAnswer: {
            basemap: components["schemas"]["Basemap"] | null;
            bbox: components["schemas"]["Bbox"] | null;
            /** @description The first day without districts; plans and figures of former districts can be asked for from it on. */
            districts_until: string;
            examples: components["schemas"]["Examples"] | null;
            /** @description First day on which anything changes. */
            first_day: string | null;
            /** @description Levels of units, from the top. */
            levels: components["schemas"]["Word"][];
            /** @description What counts as covered. */
            thresholds: components["schemas"]["Thresholds"];
            /** @description What coverage is counted by. */
            tiers: components["schemas"]["Word"][];
            /** @description Those of which any plan is loaded, whatever its days: of another one nothing was supplied. */
            tiers_held: components["schemas"]["Tier"][];
            /** @description What the page calls itself, in Vietnamese. */
            title: string;
            /** @description The same in English. */
            title_en: string;
            /** @description Today in the configured time zone. */
            today: string;
            /** @description Version of the program. */
            version: string;
            vn2000: components["schemas"]["Vn2000"] | null;
        };
        /** @description What was left out of gaps because it is too small or too thin. */
        SliversAnswer: {
            /**
             * Format: double
             * @description Their area together (km²).
             */
            area_km2: number;
            /** @description How many parts. */
            count: number;
            /**
             * Format: double
             * @description Parts that are thinner on average are left out (m).
             */
            min_width_m: number;
            /**
             * Format: double
             * @description Parts of less area are left out (m²).
             */
            tolerance_m2: number;
        };
        /** @description What cites a document. */
        SourceAnswer: {
            /** @description Units, areas, plans, events, records of lineage, targets and reported figures, in this order. */
            citations: components["schemas"]["Citation"][];
            /** @description The identifier of the document: the text by which records cite it. */
            id: string;
            /** @description Where the rest is. */
            next: string | null;
            /** @description How many there are. */
            total: number;
        };
        /** @description A document. */
        SourceRow: {
            /** @description How many records cite it. */
            citations: number;
            /** @description Its identifier: the text by which records cite it. */
            id: string;
        };
        /** @description Some of the documents. */
        SourcesAnswer: {
            /** @description Where the rest is. */
            next: string | null;
            /** @description By identifier. */
            sources: components["schemas"]["SourceRow"][];
            /** @description How many there are. */
            total: number;
        };
        /**
         * @description Step in the life of a plan.
         * @enum {string}
         */
        Stage: "brief" | "brief_approved" | "drafting" | "consultation" | "appraisal" | "council" | "approved" | "published" | "adjustment_started" | "superseded" | "repealed" | "expired" | "cancelled";
        /** @description How one target stands. */
        Standing: {
            /**
             * Format: double
             * @description How much is missing, in the target's unit; 0 where it is reached.
             */
            gap: number | null;
            /**
             * Format: int32
             * @description How many subjects more have to be satisfied.
             */
            gap_subjects: number | null;
            /** @description The target. */
            id: string;
            status: components["schemas"]["TargetStatus"] | null;
            /**
             * Format: double
             * @description The value of the day in the target's unit; null where there is none.
             */
            value: number | null;
            /**
             * Format: double
             * @description The value of the last day in time, once that has come.
             */
            value_on_due: number | null;
        };
        /** @description One subject. */
        SubjectRow: {
            /**
             * Format: double
             * @description Its land (km²).
             */
            area_km2: number;
            /** @description Code of the unit or identifier of the area. */
            id: string;
            /** @description Its name, of a unit with its kind. */
            name: string;
            /**
             * Format: double
             * @description Share covered by plans in force (0–100).
             */
            percent: number;
            /** @description Plans in force that cover some of it. */
            plans: string[];
            /**
             * Format: double
             * @description Share that plans being prepared would cover in addition.
             */
            preparing_percent: number;
            /** @description Plans being prepared for some of it. */
            preparing_plans: string[];
            /** @description How far its boundary can be trusted. */
            quality: components["schemas"]["Quality"];
            /** @description `unit` or `area`. */
            type: components["schemas"]["SubjectType"];
            /** @description Of a unit: the first day of the version that is meant; null is "as far back as known". */
            valid_from: string | null;
            /** @description Of a unit: the first day no longer in force. */
            valid_to: string | null;
            /** @description Whether it would be satisfied if these were in force. */
            would_satisfy: boolean;
        };
        /**
         * @description What an indicator counts.
         * @enum {string}
         */
        SubjectType: "unit" | "area";
        /** @description What is to be reached by a date. */
        Target: {
            /** @description Its clause. */
            clause: string;
            /** @description The last day in time. */
            due_on: string;
            /** @description The date as the document writes it. */
            due_text: string | null;
            /** @description Identifier. */
            id: string;
            /** @description How it was read. */
            note: string | null;
            /** @description The subjects it is set for, where they are not all. */
            only: string[];
            operator: components["schemas"]["Operator"] | null;
            /** @description Who is responsible. */
            responsible: string | null;
            /** @description The document. */
            source: string;
            text: components["schemas"]["Words"] | null;
            /** @description Unit of the value. */
            unit: string | null;
            /**
             * Format: double
             * @description The upper end of a range; null where there is none.
             */
            value_max: number | null;
            /**
             * Format: double
             * @description The value, or the lower end of a range.
             */
            value_min: number | null;
        };
        /**
         * @description How a target stands.
         * @enum {string}
         */
        TargetStatus: "met" | "met_late" | "due" | "missed" | "lapsed" | "unknown";
        /** @description The land a plan was made for. */
        TerritoryAnswer: {
            /**
             * Format: double
             * @description Its area (km²); null where its land is not known.
             */
            area_km2: number | null;
            /** @description The areas it names. */
            areas: components["schemas"]["NamedArea"][];
            /** @description `boundary`, `units`, `areas` or `none`. */
            basis: components["schemas"]["TerritoryBasis"];
            bbox: components["schemas"]["Bbox"] | null;
            /** @description The units it names. */
            units: components["schemas"]["NamedUnit"][];
        };
        /**
         * @description What the territory of a plan rests on.
         * @enum {string}
         */
        TerritoryBasis: "boundary" | "units" | "areas" | "none";
        /** @description What counts as covered (percent). */
        Thresholds: {
            /**
             * Format: double
             * @description At least this much is `full`.
             */
            full_percent: number;
            /**
             * Format: double
             * @description More than this much is `partial`.
             */
            partial_percent: number;
        };
        /**
         * @description Tier of a plan, the broadest first.
         * @enum {string}
         */
        Tier: "regional" | "general" | "zoning" | "detailed";
        /** @description The figures of one tier. */
        TierAnswer: {
            /**
             * Format: double
             * @description Land covered by plans in force (km²).
             */
            covered_km2: number;
            /**
             * Format: double
             * @description Covered share (0–100); null where there is no land to cover.
             */
            percent: number | null;
            /** @description Plans in force that cover some of the land. */
            plans: string[];
            /**
             * Format: double
             * @description Land covered by plans being prepared and by none in force (km²).
             */
            preparing_km2: number;
            /**
             * Format: double
             * @description Share being prepared (0–100); null where there is no land to cover.
             */
            preparing_percent: number | null;
            /** @description Plans being prepared for some of the land. */
            preparing_plans: string[];
            status: components["schemas"]["CoverageStatus"] | null;
        };
        /** @description The figures of each tier. */
        Tiers: {
            detailed: components["schemas"]["TierAnswer"];
            general: components["schemas"]["TierAnswer"];
            regional: components["schemas"]["TierAnswer"];
            zoning: components["schemas"]["TierAnswer"];
        };
        /** @description The days on which anything changes. */
        TimelineAnswer: {
            /** @description Ascending. */
            days: components["schemas"]["ChangeDay"][];
        };
        /** @description A unit that a plan touches. */
        Touched: components["schemas"]["Unit"] & {
            /**
             * Format: double
             * @description The land they have in common (km²).
             */
            overlap_km2: number;
            /**
             * Format: double
             * @description Its share of the unit (0–100).
             */
            percent: number;
        };
        /** @description One turn in the life of a unit. */
        Turn: {
            /** @description `recorded` where records of an act name the unit on this side, else `derived` from the land that boundaries share. */
            basis: components["schemas"]["LineageBasis"];
            /** @description The basis in Vietnamese. */
            basis_vi: string;
            change: components["schemas"]["UnitChange"] | null;
            /** @description The change in Vietnamese. */
            change_vi: string | null;
            /** @description Those that share less than one percent of either: a border drawn anew. */
            left_out: components["schemas"]["LeftOut"];
            /** @description The day. */
            on: string;
            /**
             * Format: double
             * @description By how much a recorded share and the land shared may differ before it is told (percent of the older unit).
             */
            tolerance_percent: number;
            /** @description The units on the other side, the largest common area first. */
            units: components["schemas"]["Share"][];
        };
        /** @description An administrative unit as it was during a period. */
        Unit: {
            /**
             * Format: double
             * @description Area of its own boundary on the ellipsoid (km²).
             */
            area_km2: number;
            /** @description West, south, east, north. */
            bbox: components["schemas"]["Bbox"];
            /** @description Code in the national list. */
            code: string;
            /** @description Name with the kind. */
            full_name: string;
            /** @description Code of the kind. */
            kind: components["schemas"]["UnitKind"];
            /** @description The kind in Vietnamese. */
            kind_vi: string;
            /** @description `province`, `district` or `commune`. */
            level: components["schemas"]["Level"];
            /** @description Name without the kind. */
            name: string;
            /** @description Code of the unit it belonged to. */
            parent_code: string | null;
            /** @description A point inside (lon, lat). */
            point: components["schemas"]["LonLat"];
            /** @description How far the boundary can be trusted. */
            quality: components["schemas"]["Quality"];
            /** @description First day in force; null is "as far back as known". */
            valid_from: string | null;
            /** @description First day no longer in force; null is "still in force". */
            valid_to: string | null;
        };
        /** @description A unit with its versions and its place among others. */
        UnitAnswer: {
            /** @description Those that belong directly to it on the day, by code. */
            children: components["schemas"]["Unit"][];
            /** @description Those it belongs to on the day, province first. */
            parents: components["schemas"]["Unit"][];
            unit: components["schemas"]["Unit"] | null;
            /** @description Every version of the code, oldest first. */
            versions: components["schemas"]["Unit"][];
        };
        /**
         * @description What happened to a unit.
         * @enum {string}
         */
        UnitChange: "unchanged" | "renamed" | "merged" | "split" | "boundary_change" | "dissolved";
        /**
         * @description Kind of an administrative unit.
         * @enum {string}
         */
        UnitKind: "province" | "municipality" | "provincial_city" | "town" | "urban_district" | "district" | "ward" | "township" | "commune" | "special_zone";
        /** @description A unit with its share of the parcel. */
        UnitShare: components["schemas"]["Unit"] & components["schemas"]["Overlap"];
        /** @description A VN-2000 plane system. */
        Vn2000: {
            /**
             * Format: double
             * @description Its central meridian (degrees).
             */
            central_meridian: number;
            /**
             * Format: int32
             * @description Its EPSG code.
             */
            epsg: number;
        };
        /** @description A word of a closed list. */
        Word: {
            /** @description In English. */
            en: string;
            /** @description Its code. */
            id: string;
            /** @description In Vietnamese. */
            vi: string;
        };
        /** @description A text in both languages. */
        Words: {
            /** @description In English. */
            en: string;
            /** @description In Vietnamese. */
            vi: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    area: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description Identifier of the area */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_AreaAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changes: {
        parameters: {
            query: {
                /**
                 * @description Go on after this change, as `next` has it: `unit`, `area` or `plan`, a colon, and the identifier. What comes and goes meanwhile moves no other.
                 * @example plan:QHC-1
                 */
                after?: string;
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description How many (default 100). */
                limit?: number;
                /**
                 * @description The `revision` of the answers that the reader holds.
                 * @example 1
                 */
                since: number;
                /** @description Only what lies, or lay, within the rectangle around this unit; and the unit itself. */
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_ChangesAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    coverage: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description `true`: a unit that is no more is told by the land of its last version. */
                former?: boolean;
                /**
                 * @description `former_districts`: the land of the unit is grouped by the districts there were last; `smallest_units`: all of the smallest units
                 *     in it are listed, whatever lies between.
                 */
                group?: string;
                /** @description The land that coverage is a share of: `unit` (default) or `construction_land`. */
                of?: components["schemas"]["Denominator"];
                /**
                 * @description Code of the unit; everything that is loaded where absent.
                 * @example 20
                 */
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_CoverageAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    coverage_brief: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_ShadesAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gaps: {
        parameters: {
            query: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description Parts that are thinner on average (m) are left out; 5 where absent. */
                min_width_m?: number;
                /** @description The land that coverage is a share of: `unit` (default) or `construction_land`. */
                of?: components["schemas"]["Denominator"];
                /**
                 * @description The tier: `regional`, `general`, `zoning` or `detailed`.
                 * @example general
                 */
                tier: components["schemas"]["Tier"];
                /** @description Parts of less area (m²) are left out; 1000 where absent. */
                tolerance_m2?: number;
                /**
                 * @description Code of the unit.
                 * @example 20
                 */
                unit: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["Answer_GapsCollection"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    history: {
        parameters: {
            query: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description `true`: a unit that is no more goes on as the land of its last version. */
                former?: boolean;
                /** @description First day; where absent, the first on which anything changes. */
                from?: string;
                /** @description The land that coverage is a share of: `unit` (default) or `construction_land`. */
                of?: components["schemas"]["Denominator"];
                /**
                 * @description The tier: `regional`, `general`, `zoning` or `detailed`.
                 * @example general
                 */
                tier: components["schemas"]["Tier"];
                /** @description Last day, of the forecast too; where absent, there is none. */
                to?: string;
                /**
                 * @description Code of the unit; everything that is loaded where absent.
                 * @example 20
                 */
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_HistoryAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findings: {
        parameters: {
            query?: {
                /** @description About what: how plans were made and lie (`proceedings`, unless asked), what the data lacks (`data`), or `all`. */
                about?: components["schemas"]["FindingSubject"];
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description Only those of this kind. */
                kind?: components["schemas"]["FindingKind"];
                /** @description How many (default 100). */
                limit?: number;
                /** @description How many to leave out before the first. */
                offset?: number;
                /** @description Only those about a plan or unit whose record is of this quality. */
                quality?: components["schemas"]["Quality"];
                /** @description Only those all of whose plans have land in this unit on the day. */
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_FindingsAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    indicators: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /**
                 * @description Code of the unit that the subjects lie in; everything that is loaded where absent.
                 * @example 20
                 */
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_IndicatorsAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    indicator: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /**
                 * @description Code of the unit that the subjects lie in; everything that is loaded where absent.
                 * @example 20
                 */
                unit?: string;
            };
            header?: never;
            path: {
                /** @description Identifier of the indicator */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_IndicatorAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lookup: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description The VN-2000 system of `x` and `y`, for example `EPSG:9215`. */
                crs?: string;
                /**
                 * @description Latitude on WGS 84 (degrees).
                 * @example 21.85
                 */
                lat?: number;
                /**
                 * @description Longitude on WGS 84 (degrees).
                 * @example 106.76
                 */
                lon?: number;
                /** @description Easting on VN-2000 (m); land certificates often call it Y. */
                x?: number;
                /** @description Northing on VN-2000 (m); land certificates often call it X. */
                y?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_LookupAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lookup_parcel: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description The VN-2000 system of the coordinates, easting before northing, for example `EPSG:9215`; WGS 84 where absent. */
                crs?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description at most 10 000 positions, 2 500 km² and 1° from side to side */
        requestBody: {
            content: {
                "application/geo+json": components["schemas"]["Parcel"];
                "application/json": components["schemas"]["Parcel"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_ParcelAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lookup_brief: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description The VN-2000 system of `x` and `y`, for example `EPSG:9215`. */
                crs?: string;
                /**
                 * @description Latitude on WGS 84 (degrees).
                 * @example 21.85
                 */
                lat?: number;
                /**
                 * @description Longitude on WGS 84 (degrees).
                 * @example 106.76
                 */
                lon?: number;
                /** @description Easting on VN-2000 (m); land certificates often call it Y. */
                x?: number;
                /** @description Northing on VN-2000 (m); land certificates often call it X. */
                y?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_BriefAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    milestones: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description How many (default 100). */
                limit?: number;
                /** @description How many to leave out before the first. */
                offset?: number;
                /** @description Only those of this plan. */
                plan?: string;
                /** @description Only those that stand so on the day: `done`, `due`, `overdue` or `upcoming`. */
                state?: components["schemas"]["MilestoneState"];
                /** @description Only those of plans with land in this unit on the day. */
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_MilestonesAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.oai.openapi+json;version=3.1": unknown;
                };
            };
        };
    };
    pack: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Code of the unit, at most 10 000 km² large
                 * @example 06463
                 */
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `manifest.json`, `tiles.pmtiles`, `features/*.geojson`, `lookup.json` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    manifest: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Code of the unit, at most 10 000 km² large
                 * @example 06463
                 */
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    plans: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description Only plans of this kind. */
                kind?: components["schemas"]["PlanKind"];
                /** @description How many (default 100). */
                limit?: number;
                /** @description How many to leave out before the first. */
                offset?: number;
                /** @description Only plans whose name, decision or identifier matches; best first. */
                q?: string;
                /** @description Only plans in this state on the day. */
                state?: components["schemas"]["PlanState"];
                /** @description Only plans of this tier. */
                tier?: components["schemas"]["Tier"];
                /** @description Only plans with land in this unit on the day. */
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_PlansAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    plan: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description Identifier of the plan */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_PlanAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    report: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /**
                 * @description Code of the unit that the report is limited to, with all below it and the plans that have land in it; everything where absent.
                 * @example 20
                 */
                unit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An Excel workbook, its heads in Vietnamese and English */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description How many (default 100). */
                limit?: number;
                /**
                 * @description A name, a code or a decision number.
                 * @example dong mo
                 */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_SearchAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    site: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_SiteAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sources: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description How many (default 100). */
                limit?: number;
                /** @description How many to leave out before the first. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_SourcesAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    source: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description How many (default 100). */
                limit?: number;
                /** @description How many to leave out before the first. */
                offset?: number;
            };
            header?: never;
            path: {
                /** @description The text by which records cite the document */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_SourceAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    timeline: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_TimelineAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unit: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Code of 2, 3 or 5 digits
                 * @example 20
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_UnitAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lineage: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Code of 2, 3 or 5 digits
                 * @example 06463
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_LineageAnswer"];
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sheet: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
                /** @description `vi` (default) or `en` */
                lang?: string;
                /**
                 * @description Code of the unit; everything where absent
                 * @example 20
                 */
                unit?: string;
                /** @description Width in pixels */
                width?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Identifier of a style with `.png`
                 * @example coverage-general.png
                 */
                style: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tile: {
        parameters: {
            query?: {
                /** @description The day asked about, `YYYY-MM-DD`; today where absent. */
                at?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Identifier of a style
                 * @example coverage-general
                 */
                style: string;
                /** @description Column */
                x: number;
                /**
                 * @description Row with `.png` or `@2x.png`
                 * @example 450.png
                 */
                y: string;
                /** @description Zoom */
                z: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
            /** @description The reader's copy, named by `If-None-Match`, is good. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is unknown, repeated, missing or malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not on that day. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is being computed already, or the answer took too long: ask again after `Retry-After` seconds, or for less. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
