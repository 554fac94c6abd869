"""Make the illustrative plans, their events and the illustrative construction land of the trial store.

Input:  units.geojson
Output: illustrative_plans.geojson, illustrative_events.csv, illustrative_areas.geojson; a table of what occurs on stdout.

None of these plans exists. They are there so that every tier, kind, state and colour of the legend can be seen: each has
an id MH-…, a name that ends with "(minh họa)", illustrative = true, and a decision number that cannot be mistaken for a
real one. The random seed is fixed: the same input gives the same files.

Run:  python3 illustrative.py      (needs shapely 2)
"""
import csv
import json
import math
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from shapely.geometry import Point, Polygon, mapping, shape
from shapely.geometry.polygon import orient
from shapely.ops import unary_union

HERE = Path(__file__).resolve().parent
SOURCE = "minh họa: seeds/illustrative.py, không phải văn bản thật"
PLAN_COLUMNS = ("id name kind scale horizon_year lead_agency consultant decision_number approved_on authority adjusts "
                "illustrative units areas source clause").split()
AREA_COLUMNS = "id name kind class status units valid_from valid_to source clause illustrative".split()
EVENT_COLUMNS = ("plan_id stage planned_from planned_to planned_text actual_on document_number authority note source "
                 "clause").split()
TIERS = {"district_regional": "regional", "inter_district_regional": "regional", "urban_general": "general",
         "commune_general": "general", "functional_zone_general": "general", "zoning": "zoning", "detailed": "detailed"}
PREFIX = {"district_regional": "QHV", "inter_district_regional": "QHVLH", "urban_general": "QHC", "commune_general": "QHX",
          "functional_zone_general": "QHK", "zoning": "QHPK", "detailed": "QHCT", "architecture_regulation": "QCKT"}
STEPS = ["brief", "brief_approved", "drafting", "consultation", "appraisal", "council"]
TODAY = date(2026, 11, 20)      # nothing has happened after this day
KM_LON, KM_LAT = 103.3, 110.7   # km in one degree here
rng = random.Random(20191)


# --- units ---------------------------------------------------------------------------------------------------------

class Units:
    def __init__(self):
        self.rows = []
        for f in json.loads((HERE / "units.geojson").read_text(encoding="utf-8"))["features"]:
            self.rows.append({**f["properties"], "shape": shape(f["geometry"])})
        self.province = next(u for u in self.rows if u["kind"] == "province")["shape"]

    def on(self, day, *kinds):
        return [u for u in self.rows if u["kind"] in kinds and (u["valid_from"] or "") <= day
                and (not u["valid_to"] or day < u["valid_to"])]

    def one(self, code, day):
        return next(u for u in self.on(day, "province", "provincial_city", "district", "ward", "township", "commune")
                    if u["code"] == code)


# --- shapes --------------------------------------------------------------------------------------------------------

def organic(center, km2, stretch=1.0):
    """A rounded irregular polygon of 8 to 20 vertices around a point, on the 1e-5 degree grid."""
    n = rng.randint(8, 20)
    waves = [(k, rng.uniform(0, 0.32 / k), rng.uniform(0, 2 * math.pi)) for k in (2, 3, 4)]
    turn = rng.uniform(0, math.pi)
    points = []
    for i in range(n):
        t = 2 * math.pi * (i + rng.uniform(-0.25, 0.25)) / n
        r = 1 + sum(a * math.cos(k * t + p) for k, a, p in waves)
        x, y = r * math.cos(t) * stretch, r * math.sin(t) / stretch
        points.append((x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)))
    scale = math.sqrt(km2 / Polygon(points).area)
    ring = [(round(center.x + x * scale / KM_LON, 5), round(center.y + y * scale / KM_LAT, 5)) for x, y in points]
    return orient(Polygon(ring))


def spot_in(area):
    x0, y0, x1, y1 = area.bounds
    while True:
        p = Point(rng.uniform(x0, x1), rng.uniform(y0, y1))
        if area.contains(p):
            return p


def drawn(units, area, km2, stretch=1.0):
    """An organic polygon around a place in `area`, wholly inside the province."""
    while True:
        polygon = organic(spot_in(area), km2, stretch)
        if polygon.is_valid and units.province.contains(polygon):
            return polygon


def km2_of(area):
    return area.area * KM_LON * KM_LAT


# --- plans and their lives -----------------------------------------------------------------------------------------

def some_day(first, last):
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    return a + timedelta(days=rng.randint(0, (b - a).days))


class Book:
    def __init__(self):
        self.plans, self.events, self.numbers, self.decisions = [], [], Counter(), 0

    def plan(self, kind, name, scale=None, years=10, units=None, boundary=None, approved=None, adjusts=None):
        self.numbers[kind] += 1
        plan = dict.fromkeys(PLAN_COLUMNS)
        plan.update(id=f"MH-{PREFIX[kind]}-{self.numbers[kind]:03}", name=f"{name} (minh họa)", kind=kind, scale=scale,
                    lead_agency="cơ quan lập (minh họa)", adjusts=adjusts, illustrative=True, units=units, source=SOURCE)
        plan["boundary"] = boundary
        if approved:
            self.decisions += 1
            plan.update(approved_on=approved.isoformat(), decision_number=f"MH-{self.decisions:03}",
                        authority="minh họa", horizon_year=approved.year + years)
            self.lead_up(plan, approved)
        self.plans.append(plan)
        return plan

    def event(self, plan, stage, on=None, until=None):
        row = dict.fromkeys(EVENT_COLUMNS)
        row.update(plan_id=plan["id"], stage=stage, authority="minh họa", source="minh họa")
        if on and on <= TODAY:
            row["actual_on"] = on.isoformat()
        else:
            until = until or on
            row.update(planned_from=until.replace(day=1).isoformat(), planned_to=until.isoformat(),
                       planned_text=f"tháng {until.month}/{until.year} (minh họa)")
        self.events.append(row)

    def lead_up(self, plan, approved):
        """The steps before the approval, counted back from it, and the publication after it."""
        steps = STEPS if TIERS.get(plan["kind"]) in ("regional", "general") else STEPS[:5]
        day, rows = approved, []
        for stage in reversed(steps):
            day -= timedelta(days=rng.randint(20, 110))
            rows.append((stage, day))
        for stage, on in reversed(rows):
            self.event(plan, stage, on)
        self.event(plan, "published", approved + timedelta(days=rng.randint(7, 30)))

    def start(self, plan, first, stage):
        """A plan in preparation that has reached `stage`; its approval is planned for some months later."""
        day = first
        for step in STEPS[:STEPS.index(stage) + 1]:
            if day > TODAY:
                break
            self.event(plan, step, day)
            day += timedelta(days=rng.randint(20, 120))
        plan["last"] = day
        self.event(plan, "approved", until=day + timedelta(days=rng.randint(60, 400)))
        return plan


# --- what is made --------------------------------------------------------------------------------------------------

def regional(book, units):
    def district(code, approved=None, adjusts=None, word="Quy hoạch"):
        u = units.one(code, "2023-01-01")
        on = approved.isoformat() if approved else "2023-01-01"
        return book.plan("district_regional", f"{word} xây dựng vùng huyện {u['name']}", 25000, 20, f"{code}@{on}",
                         approved=approved, adjusts=adjusts)

    old = district("186", date(2013, 5, 20))
    district("186", date(2021, 3, 16), old["id"], "Điều chỉnh quy hoạch")
    district("185", date(2019, 8, 30))
    district("182", date(2023, 6, 12))
    district("188", date(2024, 10, 8))
    book.event(district("180", date(2022, 5, 10)), "repealed", date(2025, 12, 15))
    book.event(district("184", date(2018, 4, 2)), "adjustment_started", date(2023, 2, 1))
    book.start(district("187"), date(2023, 3, 1), "appraisal")
    book.start(district("189"), date(2022, 9, 5), "consultation")
    book.start(district("183"), date(2018, 6, 1), "drafting")
    stopped = book.start(district("181"), date(2024, 9, 10), "brief_approved")
    book.event(stopped, "cancelled", date(2025, 6, 30))
    corridor = [units.one(c, "2023-01-01")["shape"] for c in ("178", "183", "187")]
    center = unary_union(corridor).representative_point()
    book.plan("inter_district_regional", "Quy hoạch vùng liên huyện dọc hành lang trung tâm", 50000, 20,
              boundary=organic(Point(center.x - 0.02, center.y - 0.05), 620, 1.25), approved=date(2021, 9, 21))


def urban(book, units):
    """General plans of the city and of towns: old ones, adjustments that supersede them, one revived."""
    towns = units.on("2023-01-01", "township")
    city = book.plan("urban_general", "Quy hoạch chung thành phố Lạng Sơn", 10000, 10, "178@2014-09-18",
                     approved=date(2014, 9, 18))
    book.event(city, "adjustment_started", date(2022, 7, 20))
    for i, u in enumerate(towns):
        first = u["valid_from"] or "2012-03-01"
        name = f"quy hoạch chung thị trấn {u['name']}"
        if i % 5 == 4:
            book.start(book.plan("urban_general", f"Q{name[1:]}", 5000, units=f"{u['code']}@2023-01-01"),
                       some_day("2021-01-01", "2023-06-01"), rng.choice(STEPS[1:]))
            continue
        approved = some_day(max(first, "2012-03-01"), "2021-12-31" if u["valid_from"] else "2016-12-31")
        old = book.plan("urban_general", f"Q{name[1:]}", 5000, 15, f"{u['code']}@{approved}", approved=approved)
        if i % 2 == 0:
            on = some_day("2022-03-01", "2024-11-01")
            new = book.plan("urban_general", f"Điều chỉnh {name}", 5000, 12, f"{u['code']}@{on}", approved=on,
                            adjusts=old["id"])
            if i == 2:
                book.event(new, "repealed", date(2026, 3, 2))
        elif i == 5:
            book.event(old, "expired", date(2024, 1, 1))


def communes(book, units):
    """Commune general plans for about 60 % of the communes of 2020, over the land each had when it was approved."""
    def name(u):
        return f"quy hoạch chung xây dựng xã {u['name']}, huyện {units.one(u['parent_code'], '2023-01-01')['name']}"

    all_now = units.on("2020-06-01", "commune")
    chosen = rng.sample(all_now, 100)
    for i, u in enumerate(chosen):
        what = name(u).replace("huyện Lạng Sơn", "thành phố Lạng Sơn")
        if i < 14:
            plan = book.plan("commune_general", f"Q{what[1:]}", 5000, units=f"{u['code']}@2023-01-01")
            book.start(plan, some_day("2019-01-01", "2024-06-01"), rng.choice(STEPS))
            if i < 3:
                book.event(plan, "cancelled", max(plan["last"], some_day("2025-03-01", "2026-05-01")))
            continue
        late = u["valid_from"] or i % 3
        approved = some_day("2020-02-01", "2024-11-20") if late else some_day("2012-01-15", "2019-11-30")
        plan = book.plan("commune_general", f"Q{what[1:]}", 5000, 10, f"{u['code']}@{approved}", approved=approved)
        if approved.year < 2017:
            on = some_day("2021-06-01", "2024-11-20")
            if u["valid_to"] != "2024-12-01" and i % 2:
                book.plan("commune_general", f"Điều chỉnh {what}", 5000, 10, f"{u['code']}@{on}", approved=on,
                          adjusts=plan["id"])
            elif i % 3 == 0:
                book.event(plan, "expired", date(approved.year + 9, 12, 31))
        elif i % 23 == 0:
            book.event(plan, "repealed", max(approved + timedelta(days=200), some_day("2024-01-01", "2026-02-01")))
        elif i % 17 == 0:
            book.event(plan, "adjustment_started", max(approved + timedelta(days=200), date(2022, 12, 1)))
    for u in rng.sample(units.on("2026-01-01", "commune"), 10):
        if rng.random() < 0.5:
            on = some_day("2026-02-01", "2026-11-10")
            book.plan("commune_general", f"Quy hoạch chung xã {u['name']}", 10000, 20, f"{u['code']}@{on}", approved=on)
        else:
            plan = book.plan("commune_general", f"Quy hoạch chung xã {u['name']}", 10000, units=f"{u['code']}@2026-01-01")
            book.start(plan, some_day("2025-09-01", "2026-05-01"), rng.choice(STEPS[:4]))


def untouched(book, units):
    """Two general plans in preparation for communes of today that no general plan in the book has covered."""
    codes = [p["units"].split("@") for p in book.plans if TIERS.get(p["kind"]) == "general" and p["units"]]
    covered = unary_union([units.one(*c)["shape"] for c in codes])
    free = [u for u in units.on("2026-01-01", "commune") if not u["shape"].buffer(-1e-4).intersects(covered)]
    for u in free[:2]:
        plan = book.plan("commune_general", f"Quy hoạch chung xã {u['name']}", 10000, units=f"{u['code']}@2025-08-01")
        book.start(plan, date(2025, 8, 11), "drafting")


def zones(book, units):
    """General plans of functional zones, drawn across commune borders, with zoning plans inside."""
    gate, south = units.one("06184", "2020-06-01")["shape"], units.one("06442", "2020-06-01")["shape"]
    border = drawn(units, gate, 92, 1.2)
    old = book.plan("functional_zone_general", "Quy hoạch chung khu kinh tế phía Bắc", 10000, 15, boundary=border,
                    approved=date(2015, 12, 4))
    book.event(old, "adjustment_started", date(2024, 9, 30))
    park = drawn(units, south, 14, 1.3)
    book.plan("functional_zone_general", "Quy hoạch chung khu công nghiệp phía Nam", 5000, 20, boundary=park,
              approved=date(2023, 11, 15))
    for n in range(1, 6):
        on = some_day("2016-06-01", "2025-11-01")
        book.plan("zoning", f"Quy hoạch phân khu số {n}, khu kinh tế phía Bắc", 2000, 10,
                  boundary=drawn(units, border, rng.uniform(3, 9), 1.15), approved=on)
    return border, park


def zoning(book, units):
    """Zoning plans in the city and some towns; two cover whole wards."""
    day = "2023-01-01"
    on = date(2019, 5, 14)
    book.plan("zoning", "Quy hoạch phân khu phường Vĩnh Trại", 2000, 10, f"05977@{on}", approved=on)
    on = date(2025, 11, 3)
    book.plan("zoning", "Quy hoạch phân khu phường Tam Thanh", 5000, 10, f"05986@{on}", approved=on)
    places = [(units.one("178", day), 12)] + [(u, 5) for u in units.on(day, "township")[::2]]
    for place, count in places:
        for n in range(1, count + 1):
            size = min(rng.uniform(0.12, 0.3) * km2_of(place["shape"]), rng.uniform(1.2, 4.5))
            what = f"Quy hoạch phân khu số {n}, {'thành phố' if count == 12 else 'thị trấn'} {place['name']}"
            boundary = drawn(units, place["shape"], size, rng.uniform(0.9, 1.2))
            if n % 5 == 0:
                plan = book.start(book.plan("zoning", what, 2000, boundary=boundary),
                                  some_day("2019-03-01", "2025-06-01"), rng.choice(STEPS[:5]))
                if n == 10:
                    book.event(plan, "cancelled", max(plan["last"], date(2026, 2, 10)))
                continue
            plan = book.plan("zoning", what, 2000, 10, boundary=boundary, approved=some_day("2014-01-01", "2026-08-01"))
            if n == 3 and count == 12:
                book.plan("zoning", f"Điều chỉnh {what.lower()[0]}{what[1:]}", 2000, 10,
                          boundary=drawn(units, boundary, size), approved=date(2026, 9, 15), adjusts=plan["id"])
            elif n == 4 and plan["approved_on"] < "2021":
                book.event(plan, "repealed", some_day("2021-02-01", "2026-01-01"))


def detailed(book, units, border):
    """Small detailed plans in towns, the city and the economic zone; two cover whole units so that `full` occurs."""
    on = date(2021, 4, 22)
    book.plan("detailed", "Quy hoạch chi tiết thị trấn Thất Khê", 500, 5, f"05995@{on}", approved=on)
    on = date(2025, 12, 1)
    book.plan("detailed", "Quy hoạch chi tiết phường Tam Thanh", 500, 5, f"05986@{on}", approved=on)
    places = [(units.one("178", "2023-01-01")["shape"], "thành phố Lạng Sơn", 12), (border, "khu kinh tế phía Bắc", 5)]
    places += [(u["shape"], f"thị trấn {u['name']}", 2) for u in units.on("2023-01-01", "township")]
    for u, first in zip(rng.sample(units.on("2023-01-01", "commune"), 6), (date(2022, 3, 1), date(2025, 9, 1)) * 3):
        plan = book.plan("detailed", f"Quy hoạch chi tiết khu du lịch xã {u['name']}", 500,
                         boundary=drawn(units, u["shape"], rng.uniform(0.2, 0.8)))
        book.start(plan, first, rng.choice(STEPS[2:5]))
    number = 0
    for area, name, count in places:
        for _ in range(count):
            number += 1
            use = rng.choice(["khu dân cư", "khu đô thị mới", "khu trung tâm", "cụm công nghiệp"])
            what = f"Quy hoạch chi tiết {use} số {number}, {name}"
            boundary = drawn(units, area, rng.uniform(0.05, 0.8), rng.uniform(0.85, 1.25))
            if number % 6 == 0:
                book.start(book.plan("detailed", what, 500, boundary=boundary), some_day("2021-01-01", "2026-06-01"),
                           rng.choice(STEPS[:5]))
                continue
            plan = book.plan("detailed", what, 500, 5, boundary=boundary, approved=some_day("2015-01-01", "2026-10-01"))
            if number % 11 == 0:
                book.event(plan, "repealed", date.fromisoformat(plan["approved_on"]) + timedelta(days=400))
            elif number % 13 == 0 and plan["approved_on"] < "2022":
                book.event(plan, "expired", date.fromisoformat(plan["approved_on"]) + timedelta(days=1500))


def architecture(book, units):
    on = date(2022, 12, 20)
    book.plan("architecture_regulation", "Quy chế quản lý kiến trúc thành phố Lạng Sơn", units=f"178@{on}", approved=on)
    for i, u in enumerate(units.on("2023-01-01", "township")[1::3]):
        plan_units = f"{u['code']}@2023-01-01"
        what = f"Quy chế quản lý kiến trúc thị trấn {u['name']}"
        if i == 3:
            book.start(book.plan("architecture_regulation", what, units=plan_units), date(2024, 3, 4), "drafting")
            continue
        plan = book.plan("architecture_regulation", what, units=plan_units, approved=some_day("2023-02-01", "2024-10-01"))
        if i == 1:
            book.event(plan, "repealed", date(2025, 10, 6))


def land(units, border, park):
    """Illustrative urban construction land: one piece in each town, three in the city, two in functional zones."""
    day = "2023-01-01"
    places = [(u["shape"], f"thị trấn {u['name']}", 0.35) for u in units.on(day, "township")]
    for code in ("05977", "05986", "05992"):
        u = units.one(code, day)
        places.append((u["shape"], f"{'phường' if u['kind'] == 'ward' else 'xã'} {u['name']}, thành phố Lạng Sơn", 0.25))
    places += [(border, "khu kinh tế phía Bắc", 0.1), (park, "khu công nghiệp phía Nam", 0.4)]
    features = []
    for n, (area, name, share) in enumerate(places, 1):
        row = dict.fromkeys(AREA_COLUMNS)
        row.update(id=f"MH-DXD-{n:03}", name=f"Đất xây dựng đô thị {name} (minh họa)", kind="construction_land",
                   status="existing", valid_from="2020-01-01", source=SOURCE, illustrative=True)
        size = min(share * km2_of(area), 6.0)
        features.append(feature(row, drawn(units, area.intersection(area.centroid.buffer(0.02)) or area, size)))
    return features


# --- output --------------------------------------------------------------------------------------------------------

def feature(properties, geometry):
    return {"type": "Feature", "properties": properties, "geometry": mapping(geometry) if geometry else None}


def write_geojson(name, features):
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    (HERE / f"{name}.geojson").write_text(
        f'{{"type":"FeatureCollection","name":"{name}","features":[\n{lines}\n]}}\n', encoding="utf-8")


def main():
    units, book = Units(), Book()
    regional(book, units)
    urban(book, units)
    communes(book, units)
    untouched(book, units)
    border, park = zones(book, units)
    zoning(book, units)
    detailed(book, units, border)
    architecture(book, units)
    areas = land(units, border, park)
    write_geojson("illustrative_plans", [feature({k: p[k] for k in PLAN_COLUMNS}, p["boundary"]) for p in book.plans])
    write_geojson("illustrative_areas", areas)
    with open(HERE / "illustrative_events.csv", "w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, EVENT_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(book.events)
    print(len(book.plans), "plans,", len(book.events), "events,", len(areas), "areas")
    print(dict(Counter(p["kind"] for p in book.plans)))


if __name__ == "__main__":
    main()
