"""The planning indicators of the embedded default, computed by another program from its files: seeds/ → indicators.csv.

Run:  python3 indicators.py      (Python 3.11, shapely 2; shares are planar, which decides no list here)
"""
import csv
import sys
import tomllib
from pathlib import Path

from shapely.ops import unary_union

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parents[2] / "seeds"
sys.path.insert(0, str(SEEDS))
sys.dont_write_bytecode = True
import check  # noqa: E402

DAYS = ["2022-12-31", "2025-12-31", "2026-11-20"]


def subjects(indicator, basis, day, units, areas):
    wanted = indicator["subjects"]
    if wanted["type"] == "area":
        return {i: a["shape"] for i, a in areas.items() if i in wanted.get("ids", []) or
                ("ids" not in wanted and a["kind"] in wanted["kinds"])}
    on = check.on(units, wanted["as_of"] if basis == "as_set" else day)
    listed = wanted.get("codes") if basis == "as_set" else None
    return {u["code"]: u["shape"] for u in on if u["kind"] in wanted["kinds"] and (not listed or u["code"] in listed)}


def main():
    units = check.features("units", "units")
    areas = {a["id"]: a for a in check.table("areas", "areas") + check.features("illustrative_areas", "areas")}
    plans = {p["id"]: p for p in check.table("plans", "plans") + check.features("illustrative_plans", "plans")}
    events = check.table("events", "events") + check.table("illustrative_events", "events")
    check.check_areas(areas, units)
    check.check_plans(plans, areas, units)
    declared = tomllib.loads((SEEDS / "indicators.toml").read_text(encoding="utf-8"))["indicator"]
    rows = []
    for seed in ("documented", "trial"):
        def counted(i):
            return seed == "trial" or not i.startswith("MH-")
        for day in DAYS:
            states = {i: check.state(p, plans, events, day)[0] for i, p in plans.items() if counted(i)}
            for indicator in (i for i in declared if i["measure"] != "reported"):
                lands = {s: unary_union([plans[i]["shape"] for i in states if states[i] == s and
                                         plans[i]["kind"] in indicator["plan_kinds"]]) for s in ("in_force", "preparing")}
                for basis in ("as_set", "on_day"):
                    lists = {"satisfied": [], "preparing": [], "missing": []}
                    for i, land in sorted(subjects(indicator, basis, day, units, areas).items()):
                        if counted(i):
                            percent = 100 * land.intersection(lands["in_force"]).area / land.area
                            rest = 100 * land.difference(lands["in_force"]).intersection(lands["preparing"]).area / land.area
                            lists["satisfied" if percent >= indicator["threshold_percent"] else
                                  "preparing" if rest > 0.01 else "missing"].append(i)
                    rows.append([seed, day, indicator["id"], basis, *(" ".join(ids) for ids in lists.values())])
    with open(HERE / "indicators.csv", "w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(["seed", "day", "indicator", "basis", "satisfied", "preparing", "missing"])
        writer.writerows(rows)


if __name__ == "__main__":
    main()
