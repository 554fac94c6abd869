"""Check the files of seeds/ against each other: codes, ids, dates, stages, geometry, tiling, and what occurs when.

Run:  python3 check.py      (needs shapely 2); exit 1 if anything is wrong
"""
import csv
import json
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import shapely
from shapely.geometry import shape
from shapely.ops import unary_union

HERE = Path(__file__).resolve().parent
UNIT_KINDS = {"province", "provincial_city", "town", "district", "ward", "township", "commune"}
AREA_KINDS = {"urban_area", "functional_zone", "construction_land"}
STAGES = ["brief", "brief_approved", "drafting", "consultation", "appraisal", "council", "approved", "published",
          "adjustment_started", "superseded", "repealed", "expired", "cancelled"]
ENDS = {"repealed", "expired", "cancelled", "superseded"}
TIERS = {"provincial": None, "inter_district_regional": "regional", "district_regional": "regional",
         "urban_general": "general", "commune_general": "general", "functional_zone_general": "general",
         "zoning": "zoning", "detailed": "detailed", "architecture_regulation": None}
COLUMNS = {
    "units": "code name kind parent_code valid_from valid_to source",
    "areas": "id name kind class status units valid_from valid_to source clause",
    "plans": "id name kind scale horizon_year lead_agency consultant decision_number approved_on authority adjusts "
             "illustrative units areas source clause",
    "events": "plan_id stage planned_from planned_to planned_text actual_on document_number authority note source clause"}
OPERATORS = {">=", ">", "=", "~", "<="}
TARGETS = 45
COMMUNES = {"2019-12-31": 226, "2020-01-01": 200, "2024-12-01": 194, "2025-07-01": 65}
DAYS = ["2019-12-31", "2022-12-31", "2024-06-30", "2025-12-31", "2026-11-20"]
KM2 = 103.3 * 110.7       # km2 in one square degree here, good to 1 %
problems = []


def must(condition, *what):
    if not condition:
        problems.append(" ".join(str(w) for w in what))


def table(name, columns):
    with open(HERE / f"{name}.csv", encoding="utf-8", newline="") as f:
        reader = csv.DictReader(f)
        must(reader.fieldnames == COLUMNS[columns].split(), name, "columns", reader.fieldnames)
        return [{**row, "shape": None} for row in reader]


def features(name, columns):
    rows = []
    for f in json.loads((HERE / f"{name}.geojson").read_text(encoding="utf-8"))["features"]:
        must(set(COLUMNS[columns].split()) <= set(f["properties"]) <= {*COLUMNS[columns].split(), "illustrative"},
             name, "columns", sorted(f["properties"]))
        g = shape(f["geometry"]) if f["geometry"] else None
        if g is not None:
            must(g.is_valid and g.geom_type in ("Polygon", "MultiPolygon") and g.area > 0, name, "geometry", f["properties"])
            for p in getattr(g, "geoms", [g]):
                must(p.exterior.is_ccw and not any(r.is_ccw for r in p.interiors), name, "ring order", f["properties"])
            grid = shapely.get_coordinates(g)
            must((abs(grid - grid.round(6)) < 1e-12).all(), name, "decimals", f["properties"])
        rows.append({**{k: "" if v is None else v for k, v in f["properties"].items()}, "shape": g})
    return rows


def is_day(text):
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def on(units, day):
    return [u for u in units if u["valid_from"] <= day and (not u["valid_to"] or day < u["valid_to"])]


# --- units ---------------------------------------------------------------------------------------------------------

def check_units(units):
    must(len(units) == 332, "units", len(units))
    must(len({(u["code"], u["valid_from"]) for u in units}) == len(units), "unit versions are not unique")
    for u in units:
        must(u["kind"] in UNIT_KINDS and u["name"] and u["source"].startswith("sơ đồ"), "unit", u["code"])
        must(is_day(u["valid_from"]) and is_day(u["valid_to"]), "unit dates", u["code"])
    for a in units:
        for b in units:
            if a is not b and a["code"] == b["code"]:
                must((a["valid_to"] and a["valid_to"] <= b["valid_from"]) or
                     (b["valid_to"] and b["valid_to"] <= a["valid_from"]), "versions overlap", a["code"])
    for day in COMMUNES:
        now = on(units, day)
        codes = {u["code"] for u in now}
        must(all(u["parent_code"] in codes for u in now if u["kind"] != "province"), "orphans on", day)
        check_tiling(now, day)


def corners(shapes):
    return {tuple(c) for s in shapes for c in shapely.get_coordinates(s)}


def check_tiling(now, day):
    province = next(u["shape"] for u in now if u["kind"] == "province")
    communes = [u for u in now if len(u["code"]) == 5]
    must(len(communes) == COMMUNES[day], day, "communes", len(communes))
    shapes = [u["shape"] for u in communes]
    must(unary_union(shapes).normalize().equals(province.normalize()), day, "the communes do not make the province")
    must(abs(sum(s.area for s in shapes) - province.area) * KM2 * 1e6 < 1, day, "gap or overlap by area")
    tree = shapely.STRtree(shapes)
    vertices = shapely.points(sorted(corners(shapes)))
    for i, j in zip(*tree.query(shapes, predicate="intersects")):
        if i < j:
            overlap = shapes[i].intersection(shapes[j]).area * KM2 * 1e6
            must(overlap <= 1, day, "overlap m2", overlap, communes[i]["name"], communes[j]["name"])
    owner = [corners([s]) for s in shapes]
    for k, i in zip(*tree.query(vertices, predicate="dwithin", distance=2e-6)):
        must((vertices[k].x, vertices[k].y) in owner[i], day, "vertex missing in", communes[i]["name"], vertices[k])
    for u in now:
        if len(u["code"]) == 3:
            inside = unary_union([c["shape"] for c in communes if c["parent_code"] == u["code"]])
            must(inside.normalize().equals(u["shape"].normalize()), day, "district is not its communes", u["name"])


# --- the other files -----------------------------------------------------------------------------------------------

def unit_shapes(refs, units, what):
    shapes = []
    for ref in filter(None, refs.split(";")):
        code, _, day = ref.partition("@")
        found = [u for u in on(units, day) if u["code"] == code]
        must(is_day(day) and day and len(found) == 1, what, "unit does not resolve", ref)
        shapes += [u["shape"] for u in found]
    return shapes


def check_areas(areas, units):
    for a in areas.values():
        must(a["kind"] in AREA_KINDS and a["status"] in ("existing", "planned"), "area", a["id"])
        must(is_day(a["valid_from"]) and is_day(a["valid_to"]) and a["source"], "area", a["id"])
        a["shape"] = a["shape"] or unary_union(unit_shapes(a["units"], units, a["id"]))


def check_plans(plans, areas, units):
    for p in plans.values():
        must(p["kind"] in TIERS and p["name"] and p["source"], "plan", p["id"])
        must(is_day(p["approved_on"]) and re.fullmatch(r"\d*", str(p["scale"])), "plan", p["id"])
        must(bool(p["approved_on"]) == bool(p["decision_number"]), "decision without date or date without", p["id"])
        must(not p["adjusts"] or p["adjusts"] in plans, p["id"], "adjusts", p["adjusts"])
        illustrative = p["id"].startswith("MH-")
        must(bool(p["illustrative"]) == illustrative == p["name"].endswith("(minh họa)"), "illustrative", p["id"])
        if illustrative:
            must(re.fullmatch(r"(MH-\d+)?", p["decision_number"]), "looks like a decision", p["id"])
        given = [p["shape"] is not None, bool(p["units"]), bool(p["areas"])]
        must(sum(given) == 1, "territory", p["id"])
        parts = unit_shapes(p["units"], units, p["id"])
        for a in filter(None, p["areas"].split(";") if p["areas"] else []):
            must(a in areas, p["id"], "area", a)
            parts.append(areas[a]["shape"])
        p["shape"] = p["shape"] or unary_union(parts)


def check_events(events, plans):
    for e in events:
        must(e["plan_id"] in plans and e["stage"] in STAGES, "event", e)
        must(all(is_day(e[k]) for k in ("planned_from", "planned_to", "actual_on")), "event dates", e)
        must(e["actual_on"] or e["planned_from"] or e["planned_to"], "event without a date", e)
        must(not (e["planned_from"] and e["planned_to"]) or e["planned_from"] <= e["planned_to"], "event interval", e)
        must(e["actual_on"] <= DAYS[-1], "happens in the future", e)
    for p in plans.values():
        past = sorted((d, s) for d, s in happened(p, events, DAYS[-1]))
        ends = [d for d, s in past if s in ENDS]
        must(not ends or ends[0] == past[-1][0], "steps after the end", p["id"])


def check_indicators(areas, units):
    declared = tomllib.loads((HERE / "indicators.toml").read_text(encoding="utf-8"))["indicator"]
    targets = [t for i in declared for t in i["target"]]
    for what, things in (("indicator", declared), ("target", targets)):
        must(len({t["id"] for t in things}) == len(things), what, "ids are not unique")
    must(len(targets) == TARGETS, "targets of the documents", len(targets))
    for t in targets:
        must(is_day(t["date"]) and t["source"] and t["clause"], "target", t["id"])
        must(t.get("operator") in OPERATORS if "value_min" in t else "operator" not in t, "target", t["id"])
        must("value_min" in t or "text" in t, "target without figure and without words", t["id"])
    for i in declared:
        if i["measure"] == "reported":
            must("subjects" not in i, i["id"], "reported, with subjects")
            must({t.get("unit", i.get("unit")) for t in i["target"]} == {i.get("unit")}, i["id"], "units differ")
            continue
        s = i["subjects"]
        must(all(a in areas for a in s.get("ids", [])), i["id"], "subject areas")
        codes = {u["code"] for u in on(units, s["as_of"]) if u["kind"] in s["kinds"]}
        must(all(c in codes for c in s.get("codes", [])), i["id"], "subject units")
        must(all(k in TIERS for k in i["plan_kinds"]), i["id"], "plan kinds")
        for t in i["target"]:
            named = t.get("codes", []) + t.get("ids", [])
            must(all(n in s.get("codes", []) + s.get("ids", []) for n in named), t["id"], "is no subject")
    return targets


# --- what occurs when ----------------------------------------------------------------------------------------------

def happened(plan, events, day):
    if "log" not in plan:
        plan["log"] = [(e["actual_on"], e["stage"]) for e in events if e["plan_id"] == plan["id"] and e["actual_on"]]
        plan["log"] += [(plan["approved_on"], "approved")] if plan["approved_on"] else []
    return [(d, s) for d, s in plan["log"] if d <= day]


def state(plan, plans, events, day):
    past = sorted(happened(plan, events, day), key=lambda x: (x[0], STAGES.index(x[1])))
    ended = [s for _, s in past if s in ENDS]
    for later in plans.values():
        if later["adjusts"] == plan["id"]:
            steps = {s for _, s in happened(later, events, day)}
            ended += ["superseded"] if "approved" in steps and "repealed" not in steps else []
    if ended:
        return "ended", ended[0]
    stages = [s for _, s in past]
    if not stages:
        return "none", ""
    if "approved" not in stages:
        return "preparing", stages[-1]
    return "in_force", "under adjustment" if "adjustment_started" in stages else ""


def occurrences(plans, events, units):
    for day in DAYS:
        states = {i: state(p, plans, events, day) for i, p in plans.items()}
        print(day, dict(Counter(a for a, _ in states.values())), "|",
              dict(Counter(b for a, b in states.values() if b)))
        past = [p for i, p in plans.items() if states[i][0] == "in_force" and str(p["horizon_year"]) and
                int(p["horizon_year"]) < int(day[:4])]
        print("   past their horizon:", len(past))
        for tier in ("regional", "general", "zoning", "detailed"):
            land = {s: unary_union([p["shape"] for i, p in plans.items() if TIERS[p["kind"]] == tier
                                    and states[i][0] == s]) for s in ("in_force", "preparing")}
            count = Counter()
            for u in on(units, day):
                if len(u["code"]) == 5:
                    share = u["shape"].intersection(land["in_force"]).area / u["shape"].area * 100
                    count["full" if share >= 95 else "partial" if share > 0.01 else
                          "preparing" if u["shape"].intersection(land["preparing"]).area > 1e-9 else "none"] += 1
            print(f"   {tier:9}", dict(count))


def check_text():
    for path in sorted(HERE.iterdir()):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            must(unicodedata.is_normalized("NFC", text), path.name, "is not NFC")
            must("\r" not in text, path.name, "line ends")


def main():
    units = features("units", "units")
    areas = {a["id"]: a for a in table("areas", "areas") + features("illustrative_areas", "areas")}
    rows = table("plans", "plans") + features("illustrative_plans", "plans")
    plans = {p["id"]: p for p in rows}
    must(len(plans) == len(rows), "plan ids are not unique")
    events = table("events", "events") + table("illustrative_events", "events")
    check_text()
    check_units(units)
    check_areas(areas, units)
    check_plans(plans, areas, units)
    check_events(events, plans)
    targets = check_indicators(areas, units)
    occurrences(plans, events, units)
    for name, rows in (("units", units), ("areas", areas), ("plans", plans), ("events", events), ("targets", targets)):
        print(f"{name}: {len(rows)}")
    print("\n".join(problems[:40]) or "all checks pass")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
