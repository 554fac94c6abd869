"""Compute the schematic boundaries in seeds/units.geojson from facts alone.

Input:  units.csv   (representative point and area of each unit version)
        lineage.csv (which unit's land went to which, when, in what share)
Output: units.geojson, and a table of area errors on stdout.

No surveyed geometry goes in. The outline is the closed and smoothed union of a disc of each unit's area around its
point. Inside it a power diagram gives each commune of 2019 its area; later units are unions of those cells, and a
split commune is cut by straight lines that leave each part its share. Everything is laid on one grid of 1e-5 degree
before the faces are formed, so that neighbours share their vertices and every vintage tiles the province.

Run:  python3 schematic.py      (needs numpy, scipy, shapely 2)
"""
import csv
import json
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import shapely
from scipy.spatial import ConvexHull
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.polygon import orient
from shapely.ops import polygonize, unary_union

HERE = Path(__file__).resolve().parent
SOURCE = "sơ đồ, tính từ điểm đại diện và diện tích; không phải ranh giới"
KINDS = {"Tỉnh": "province", "Thành phố": "provincial_city", "Thị xã": "town", "Huyện": "district",
         "Phường": "ward", "Thị trấn": "township", "Xã": "commune"}
SEMI_MAJOR, SEMI_MINOR = 6378.137, 6356.752314245179  # WGS 84, km
LON0, LAT0 = 106.68, 21.86
PROVINCE_KM2 = 8310.18      # published area of the province
CLOSE_KM, SMOOTH_KM, SIMPLIFY_KM = 7.0, 2.5, 0.12
ROUNDS = 60
GRID = 1e-5                 # degrees, about 1 m
BEGIN, VINTAGES = "0000-01-01", ["2019-12-31", "2020-01-01", "2024-12-01", "2025-07-01"]


# --- an equal-area plane -------------------------------------------------------------------------------------------
# Cylindrical equal-area on the ellipsoid, true to scale at LAT0: areas in the plane are areas on the ground.

def _authalic(lat):
    e2 = 1 - (SEMI_MINOR / SEMI_MAJOR) ** 2
    e = math.sqrt(e2)
    s = np.sin(np.radians(lat))
    return (1 - e2) * (s / (1 - e2 * s * s) + np.arctanh(e * s) / e) / 2


_E2 = 1 - (SEMI_MINOR / SEMI_MAJOR) ** 2
_SCALE = math.cos(math.radians(LAT0)) / math.sqrt(1 - _E2 * math.sin(math.radians(LAT0)) ** 2)
_LATS = np.linspace(LAT0 - 2, LAT0 + 2, 40001)
_NORTHINGS = SEMI_MAJOR * (_authalic(_LATS) - _authalic(LAT0)) / _SCALE


def to_plane(lonlat):
    lonlat = np.asarray(lonlat, float)
    x = SEMI_MAJOR * _SCALE * np.radians(lonlat[:, 0] - LON0)
    return np.column_stack([x, np.interp(lonlat[:, 1], _LATS, _NORTHINGS)])


def to_lonlat(xy):
    xy = np.asarray(xy, float)
    lon = LON0 + np.degrees(xy[:, 0] / (SEMI_MAJOR * _SCALE))
    return np.column_stack([lon, np.interp(xy[:, 1], _NORTHINGS, _LATS)])


# --- facts ---------------------------------------------------------------------------------------------------------

def read_csv(name):
    with open(HERE / name, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def valid(unit, day):
    return (unit["valid_from"] or BEGIN) <= day and (not unit["valid_to"] or day < unit["valid_to"])


def is_commune(unit):
    return len(unit["code"]) == 5


# --- outline and power diagram -------------------------------------------------------------------------------------

def outline_of(points, areas):
    """The closed, smoothed union of discs, grown or shrunk until its area is the province's."""
    discs = unary_union([Point(p).buffer(math.sqrt(a / math.pi), 32) for p, a in zip(points, areas)])
    closed = discs.buffer(CLOSE_KM, 32).buffer(-CLOSE_KM, 32)
    smooth = closed.buffer(-SMOOTH_KM, 32).buffer(2 * SMOOTH_KM, 32).buffer(-SMOOTH_KM, 32)
    low, high = -5.0, 5.0
    for _ in range(60):
        mid = (low + high) / 2
        shape = Polygon(smooth.buffer(mid, 32).exterior).simplify(SIMPLIFY_KM)
        low, high = (mid, high) if shape.area < PROVINCE_KM2 else (low, mid)
    return shape


def power_cells(sites, weights):
    """Cells of the power diagram as vertex arrays, and its edges (i, j, from, to), by lifting to a convex hull."""
    n = len(sites)
    ring = np.array([[math.cos(t), math.sin(t)] for t in np.linspace(0, 2 * math.pi, 24, endpoint=False)]) * 400
    p = np.vstack([sites, ring])
    w = np.concatenate([weights, np.zeros(len(ring))])
    hull = ConvexHull(np.column_stack([p, (p ** 2).sum(1) - w]))
    lower = np.flatnonzero(hull.equations[:, 2] < -1e-12)
    dual = -hull.equations[:, :2] / (2 * hull.equations[:, 2:3])
    corners, meets = defaultdict(list), defaultdict(list)
    for f in lower:
        tri = sorted(hull.simplices[f])
        for i in tri:
            if i < n:
                corners[i].append(dual[f])
        for i, j in ((tri[0], tri[1]), (tri[0], tri[2]), (tri[1], tri[2])):
            meets[i, j].append(dual[f])
    cells = [Polygon(_around(corners[i])) if len(corners[i]) > 2 else Polygon() for i in range(n)]
    edges = [(i, j, d[0], d[1]) for (i, j), d in meets.items() if i < n and j < n and len(d) == 2]
    return cells, edges


def _around(vertices):
    v = np.array(vertices)
    c = v.mean(0)
    return v[np.argsort(np.arctan2(v[:, 1] - c[1], v[:, 0] - c[0]))]


def clipped_areas(sites, weights, outline):
    return shapely.area(shapely.intersection(np.array(power_cells(sites, weights)[0]), outline))


def newton_step(sites, weights, targets, outline):
    """The derivative of an area by a neighbour's weight is edge length / (2 * distance of the sites)."""
    cells, edges = power_cells(sites, weights)
    areas = shapely.area(shapely.intersection(np.array(cells), outline))
    lines = shapely.intersection(np.array([LineString([a, b]) for _, _, a, b in edges]), outline)
    slope = np.eye(len(sites)) * 1e-3
    for (i, j, _, _), length in zip(edges, shapely.length(lines)):
        k = length / (2 * np.hypot(*(sites[i] - sites[j])))
        slope[i, j] -= k
        slope[j, i] -= k
        slope[i, i] += k
        slope[j, j] += k
    return areas, np.linalg.solve(slope, targets - areas)


def fit_weights(sites, targets, outline):
    """Weights that give each cell its area: Newton steps, halved while they would make a cell vanish."""
    starts = [s * targets / math.pi for s in (0.0, 0.3, 0.5, 0.7, 0.9, 1.0)]
    w = max(starts, key=lambda s: (clipped_areas(sites, s, outline) / targets).min())
    floor = 0.5 * (clipped_areas(sites, w, outline) / targets).min()
    for _ in range(ROUNDS):
        areas, move = newton_step(sites, w, targets, outline)
        if abs(areas - targets).max() < 1e-6:
            break
        for _ in range(20):
            if (clipped_areas(sites, w + move, outline) / targets).min() > floor:
                break
            move /= 2
        w = w + move
    return w


# --- lineage: cells, pieces of cells, units of every vintage -------------------------------------------------------

def half_of(cell, angle, share):
    """The part of `cell` furthest towards `angle` that has this share of its area, cut by one straight line."""
    cos, sin = math.cos(angle), math.sin(angle)
    turned = shapely.transform(cell, lambda p: np.column_stack([p[:, 0] * cos + p[:, 1] * sin,
                                                                -p[:, 0] * sin + p[:, 1] * cos]))
    x0, y0, x1, y1 = turned.bounds
    low, high = x0, x1
    for _ in range(50):
        mid = (low + high) / 2
        keep = turned.intersection(box(mid, y0 - 1, x1 + 1, y1 + 1))
        low, high = (mid, high) if keep.area > share * cell.area else (low, mid)
    return shapely.transform(keep, lambda p: np.column_stack([p[:, 0] * cos - p[:, 1] * sin,
                                                              p[:, 0] * sin + p[:, 1] * cos]))


def touch(piece, land):
    return piece.boundary.intersection(land.buffer(1e-6)).length if land else 0.0


def cut(cell, parts, around):
    """Cut a cell for its targets, `parts` [(target, share)], so that each piece touches the rest of its target."""
    (target, share), rest = parts[0], parts[1:]
    if not rest:
        return {target: cell}
    others = unary_union([around[t] for t, _ in rest])
    best = None
    for k in range(72):
        piece = half_of(cell, math.radians(5 * k), share)
        left = cell.difference(piece)
        score = min(touch(piece, around[target]), touch(left, others)) - 0.01 * touch(piece, left)
        if best is None or score > best[0]:
            best = (score, piece, left)
    total = sum(s for _, s in rest)
    return {target: best[1], **cut(best[2], [(t, s / total) for t, s in rest], around)}


def cut_cells(cells, lineage):
    """Pieces keyed (cell, effective date, target); a cell that is never split is one piece ("", "")."""
    splits = defaultdict(list)
    for row in lineage:
        if row["extent"] == "part":
            splits[row["from_code"], row["effective_on"]].append((row["to_code"], float(row["share"])))
    pieces = {(code, "", ""): cell for code, cell in cells.items()}
    for (code, date), parts in sorted(splits.items()):
        around = {}
        for target, _ in parts:
            sources = [r["from_code"] for r in lineage if r["effective_on"] == date and r["to_code"] == target
                       and r["from_code"] != code and r["from_code"] in cells]
            around[target] = unary_union([cells[s] for s in sources])
        cell = pieces.pop((code, "", ""))
        for target, piece in cut(cell, sorted(parts, key=lambda p: p[1]), around).items():
            pieces[code, date, target] = piece
    return pieces


def territories(units, pieces, lineage):
    """For each vintage: commune code -> keys of its pieces."""
    land = {u["code"]: {k for k in pieces if k[0] == u["code"]} for u in units if valid(u, VINTAGES[0])}
    history = {VINTAGES[0]: land}
    for date in VINTAGES[1:]:
        moved = [r for r in lineage if r["effective_on"] == date]
        gone = {r["from_code"] for r in moved}
        after = {c: set(keys) for c, keys in land.items() if c not in gone}
        for r in moved:
            keys = land[r["from_code"]]
            if r["extent"] == "part":
                keys = {k for k in keys if k[1:] == (date, r["to_code"])}
            after.setdefault(r["to_code"], set()).update(keys)
        history[date] = land = after
    return history


# --- one grid, shared vertices -------------------------------------------------------------------------------------

def faces_on_grid(pieces):
    """The pieces in lon/lat, re-formed from one noded set of lines on the grid: neighbours share every vertex."""
    geo = {k: shapely.transform(p, to_lonlat) for k, p in pieces.items()}
    lines = shapely.union_all([g.boundary for g in geo.values()], grid_size=GRID)
    lines = shapely.transform(lines, lambda p: np.round(p, 5))
    tree = shapely.STRtree(list(geo.values()))
    keys, found = list(geo), defaultdict(list)
    for face in polygonize(lines):
        spot = face.representative_point()
        found[keys[int(tree.nearest(spot))]].append(face)
    assert set(found) == set(keys), set(keys) - set(found)
    return found


def segments(polygon):
    for ring in (polygon.exterior, *polygon.interiors):
        c = list(ring.coords)
        for a, b in zip(c, c[1:]):
            yield (a, b) if a < b else (b, a)


def join(faces):
    """Union of faces that keeps every vertex of their common outline, and nothing else."""
    count = defaultdict(int)
    for face in faces:
        for s in segments(face):
            count[s] += 1
    union = unary_union(faces)
    parts = list(getattr(union, "geoms", [union]))
    assert {s for p in parts for s in segments(p)} == {s for s, n in count.items() if n == 1}
    parts = [orient(p) for p in sorted(parts, key=lambda p: p.bounds)]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def shapes_of(units, faces, history):
    """One geometry per row of units.csv."""
    shapes = []
    for u in units:
        days = [d for d in VINTAGES if valid(u, d)]
        if is_commune(u):
            sets = [frozenset(history[d][u["code"]]) for d in days]
        else:
            inside = [v for v in units if is_commune(v) and u["code"] in (v["parent_code"], "20")]
            sets = [frozenset().union(*(history[d][v["code"]] for v in inside if valid(v, d))) for d in days]
        assert len(set(sets)) == 1, (u["code"], u["valid_from"])
        shapes.append(join([f for k in sorted(sets[0]) for f in faces[k]]))
    return shapes


# --- output --------------------------------------------------------------------------------------------------------

def feature(unit, shape):
    def ring(r):
        return "[" + ",".join(f"[{x:.5f},{y:.5f}]" for x, y in r.coords) + "]"

    parts = ["[" + ",".join(ring(r) for r in (p.exterior, *p.interiors)) + "]" for p in getattr(shape, "geoms", [shape])]
    body = parts[0] if shape.geom_type == "Polygon" else "[" + ",".join(parts) + "]"
    properties = {"code": unit["code"], "name": unit["name"], "kind": KINDS[unit["type"]],
                  "parent_code": unit["parent_code"] or None, "valid_from": unit["valid_from"] or None,
                  "valid_to": unit["valid_to"] or None, "source": SOURCE}
    return (f'{{"type":"Feature","properties":{json.dumps(properties, ensure_ascii=False, separators=(",", ":"))},'
            f'"geometry":{{"type":"{shape.geom_type}","coordinates":{body}}}}}')


def report(units, shapes):
    areas = {i: shapely.transform(s, to_plane).area for i, s in enumerate(shapes)}
    print("vintage     units  sum km2   mean error %  max error %  (unit)              several parts")
    for label, day, level in [(d, d, True) for d in VINTAGES] + [("districts", VINTAGES[0], False)]:
        rows = [(i, u) for i, u in enumerate(units) if valid(u, day) and u["code"] != "20" and is_commune(u) == level]
        errors = [(abs(areas[i] / float(u["area_km2"]) - 1) * 100, u["name"]) for i, u in rows]
        parts = [u["name"] for i, u in rows if shapes[i].geom_type != "Polygon"]
        print(f"{label:10}  {len(rows):5}  {sum(areas[i] for i, _ in rows):8.2f}  {np.mean([e for e, _ in errors]):12.2f}"
              f"  {max(errors)[0]:11.2f}  {max(errors)[1]:18}  {', '.join(parts)}")


def main():
    units, lineage = read_csv("units.csv"), read_csv("lineage.csv")
    first = [u for u in units if is_commune(u) and valid(u, VINTAGES[0])]
    points = to_plane([(float(u["lon"]), float(u["lat"])) for u in first])
    areas = np.array([float(u["area_km2"]) for u in first])
    outline = outline_of(points, areas)
    weights = fit_weights(points, areas * outline.area / areas.sum(), outline)
    cells = {u["code"]: c.intersection(outline) for u, c in zip(first, power_cells(points, weights)[0])}
    outside = [(u["name"], cells[u["code"]].distance(Point(p))) for u, p in zip(first, points)
               if not cells[u["code"]].contains(Point(p))]
    pieces = cut_cells(cells, lineage)
    shapes = shapes_of(units, faces_on_grid(pieces), territories(units, pieces, lineage))
    body = ",\n".join(feature(u, s) for u, s in zip(units, shapes))
    text = f'{{"type":"FeatureCollection","name":"units","features":[\n{body}\n]}}\n'
    (HERE / "units.geojson").write_text(text, encoding="utf-8")
    report(units, shapes)
    print("points outside their own cell:", ", ".join(f"{n} {d:.2f} km" for n, d in outside))


if __name__ == "__main__":
    main()
