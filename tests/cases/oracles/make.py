"""Makes the oracles: polygons from a fixed seed and real communes, measured by PostGIS. `README.md` beside it tells how to run it."""

import csv
import json
import math
import pathlib
import random
import subprocess
import sys

CENTRE = (106.75, 21.85)

AREA = "select st_area(st_geomfromtext(%s, 4326)::geography)"
COMMON = "select st_area(st_intersection(st_geomfromtext(%s, 4326), st_geomfromtext(%s, 4326))::geography)"
REAL = "select st_area(st_geomfromgeojson(%s)::geography) / 1e6"
COVERED = (
    "select st_area(st_intersection(st_geomfromtext(%s, 4326), "
    "(select st_union(st_geomfromtext(t, 4326)) from unnest(string_to_array(%s, ';')) t))::geography)"
)


def ask(psql, query, *texts):
    for text in texts:
        query = query.replace("%s", "'" + text + "'", 1)
    found = subprocess.run([*psql, "-AtX"], input=query, check=True, capture_output=True, text=True).stdout.strip()
    return found or "0"


def ring(points):
    return "(" + ",".join(f"{x!r} {y!r}" for x, y in [*points, points[0]]) + ")"


def wkt(*polygons):
    """Each polygon is a list of rings: the exterior, then holes."""
    return "MULTIPOLYGON(" + ",".join("(" + ",".join(ring(r) for r in p) + ")" for p in polygons) + ")"


def rect(x1, y1, x2, y2):
    return [(x1, y1), (x2, y1), (x2, y2), (x1, y2)]


def star(rng, centre, radius, vertices, roughness=0.3):
    """A ring that is seen as a whole from its centre, so it never crosses itself."""
    angles = [(i + 0.8 * rng.random()) * math.tau / vertices for i in range(vertices)]
    waves = [(rng.random() * roughness, rng.randrange(2, 9), rng.random() * math.tau) for _ in range(3)]
    def at(angle):
        r = radius * (1 + sum(a / 3 * math.sin(n * angle + p) for a, n, p in waves)) * (1 + 0.04 * (rng.random() - 0.5))
        return (centre[0] + r * math.cos(angle), centre[1] + r * math.sin(angle))
    return [at(angle) for angle in angles]


def shapes():
    rng = random.Random(20250701)
    x, y = CENTRE
    yield "square degree", wkt([rect(106.0, 21.0, 107.0, 22.0)])
    yield "square tenth", wkt([rect(x, y, x + 0.1, y + 0.1)])
    yield "square metre", wkt([rect(x, y, x + 0.0000096, y + 0.000009)])
    yield "triangle", wkt([[(x, y), (x + 0.1, y), (x + 0.05, y + 0.08)]])
    yield "clockwise", wkt([rect(x, y, x + 0.1, y + 0.1)[::-1]])
    yield "hole", wkt([rect(x, y, x + 0.1, y + 0.1), rect(x + 0.02, y + 0.03, x + 0.05, y + 0.09)])
    yield "two holes", wkt([rect(x, y, x + 0.1, y + 0.1), rect(x + 0.01, y + 0.01, x + 0.04, y + 0.09), rect(x + 0.05, y + 0.02, x + 0.09, y + 0.03)])
    yield "hole touching", wkt([rect(x, y, x + 0.1, y + 0.1), [(x + 0.05, y), (x + 0.06, y + 0.05), (x + 0.04, y + 0.05)]])
    yield "two parts", wkt([rect(x, y, x + 0.04, y + 0.1)], [rect(x + 0.05, y + 0.02, x + 0.1, y + 0.03)])
    yield "island in hole", wkt([rect(x, y, x + 0.1, y + 0.1), rect(x + 0.02, y + 0.02, x + 0.08, y + 0.08)], [rect(x + 0.04, y + 0.04, x + 0.06, y + 0.06)])
    yield "parts touching", wkt([rect(x, y, x + 0.05, y + 0.05)], [rect(x + 0.05, y + 0.05, x + 0.1, y + 0.1)])
    yield "sliver", wkt([[(x, y), (x + 0.1, y + 0.05), (x + 0.05, y + 0.025001)]])
    yield "strip 1 m wide", wkt([rect(x, y, x + 0.1, y + 0.00001)])
    yield "spike", wkt([[(x, y), (x + 0.1, y), (x + 0.1, y + 0.05), (x + 0.0500002, y + 0.05), (x + 0.0500001, y + 0.2), (x + 0.05, y + 0.05), (x, y + 0.05)]])
    yield "vertices on a line", wkt([[(x + i * 0.001, y) for i in range(100)] + [(x + 0.1, y + 0.1), (x, y + 0.1)]])
    yield "far south", wkt([rect(104.6, 8.5, 104.8, 8.7)])
    yield "across the equator", wkt([rect(100.0, -0.04, 100.04, 0.05)])
    for index, (radius, vertices) in enumerate([(0.2, 12), (0.05, 30), (0.02, 200), (0.005, 60), (0.1, 900), (0.08, 600), (0.0005, 40), (0.3, 1500)]):
        centre = (x + rng.uniform(-0.05, 0.05), y + rng.uniform(-0.05, 0.05))
        yield f"star {index}", wkt([star(rng, centre, radius, vertices)])
    centre = (x, y)
    yield "star with holes", wkt([star(rng, centre, 0.1, 500, 0.2), star(rng, (x + 0.03, y), 0.015, 80), star(rng, (x - 0.03, y), 0.015, 9)])
    yield "stars apart", wkt(*[[star(rng, (x + 0.1 * i, y + 0.03 * i), 0.03, 100 + 50 * i)] for i in range(4)])


def worlds():
    rng = random.Random(20241201)
    x, y = CENTRE
    for index in range(12):
        base = wkt([star(rng, (x, y), 0.06, 100 + 60 * index, 0.4)])
        plans = []
        for _ in range(1 + index):
            centre = (x + rng.uniform(-0.06, 0.06), y + rng.uniform(-0.06, 0.06))
            exterior = star(rng, centre, rng.choice([0.002, 0.01, 0.03, 0.06]), rng.choice([8, 25, 120]))
            holes = [star(rng, centre, 0.0008, 10)] if rng.random() < 0.4 else []
            plans.append(wkt([exterior, *holes]))
        yield f"world {index}", base, ";".join(plans)


def communes(folder):
    """The communes of the four vintages beside the repository; their boundaries are never part of it."""
    for vintage in ["2019", "2020", "2024", "2025"]:
        for feature in json.loads((folder / f"langson_communes_{vintage}.geojson").read_text())["features"]:
            words = feature["properties"]
            yield words["code"], words["valid_from"] or "", json.dumps(feature["geometry"])


def main(psql):
    every = list(shapes())
    with open("areas.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["name", "area_m2", "wkt"])
        out.writerows([name, ask(psql, AREA, text), text] for name, text in every)
    pairs = [(a, b) for i, a in enumerate(every) for b in every[i + 1 :]]
    stars = [pair for pair in pairs if all(name.startswith("star") for name, _ in pair)]
    pairs = [pair for index, pair in enumerate(pairs) if pair in stars or index % 8 == 0]
    with open("intersections.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["a", "b", "area_m2"])
        out.writerows([a, b, ask(psql, COMMON, one, other)] for (a, one), (b, other) in pairs)
    with open("worlds.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["name", "covered_m2", "base", "plans"])
        out.writerows([name, ask(psql, COVERED, base, plans), base, plans] for name, base, plans in worlds())
    real = pathlib.Path(__file__).resolve().parents[4] / "shared" / "data"
    if not real.is_dir():
        return print(f"communes.csv is left as it was: no {real}")
    with open("communes.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["code", "valid_from", "area_km2"])
        out.writerows([code, day, ask(psql, REAL, geometry)] for code, day, geometry in communes(real))


main(sys.argv[1:])
