"""Features from plancover against pygeoapi and an axum route of constant bytes, alternating in one run, on the synthetic country.

Started by `scripts/bench-features`, which makes the country and finds both programs. Needs `wrk`. Prints the table of ratios.
"""

import http.client
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time
from urllib.parse import urlsplit

PROGRAM, CONSTANT, PYGEOAPI, FOLDER = sys.argv[1:5]
FOLDER = pathlib.Path(FOLDER)
RUNS = int(os.environ.get("PLANCOVER_BENCH_RUNS", "5"))
SECONDS = int(os.environ.get("PLANCOVER_BENCH_SECONDS", "3"))
# A day on which the communes are those before the merger.
DAY = "2024-06-30"
ITEMS = "/collections/communes/items"

CONFIG = """
server:
  bind: {{host: 127.0.0.1, port: {port}}}
  url: http://127.0.0.1:{port}
  mimetype: application/json; charset=UTF-8
  encoding: utf-8
  gzip: false
  languages: [en-US]
  pretty_print: false
  limits: {{default_items: 10, max_items: 1000000}}
  map: {{url: 'https://example.org/{{z}}/{{x}}/{{y}}.png', attribution: none}}
logging: {{level: ERROR}}
metadata:
  identification: {{title: bench, description: bench, keywords: [bench], keywords_type: theme, terms_of_service: none, url: 'https://example.org'}}
  license: {{name: none, url: 'https://example.org'}}
  provider: {{name: none, url: 'https://example.org'}}
  contact: {{name: none, url: 'https://example.org'}}
resources:
  communes:
    type: collection
    title: communes
    description: communes
    keywords: [bench]
    links: []
    extents: {{spatial: {{bbox: [-180, -90, 180, 90], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'}}}}
    providers:
      - {{type: feature, name: SQLiteGPKG, data: '{data}', id_field: '{id_field}', table: '{table}'}}
"""


def get(address, path):
    """Seconds to the first byte of the body and to its end, and the body."""
    host = urlsplit(address)
    connection = http.client.HTTPConnection(host.hostname, host.port, timeout=300)
    connection.connect()
    begun = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    first = response.read(1)
    at_first = time.perf_counter() - begun
    body = first + response.read()
    took = time.perf_counter() - begun
    connection.close()
    if response.status != 200:
        sys.exit(f"{address}{path}: {response.status} {body[:300]!r}")
    return at_first, took, body


def rate(address, path):
    """Requests a second: one thread, 32 connections."""
    told = subprocess.run(["wrk", "-t1", "-c32", f"-d{SECONDS}s", address + path], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        sys.exit(told)
    return float(re.search(r"Requests/sec:\s*([\d.]+)", told).group(1))


def started(command, **options):
    """A server that tells its address in what it prints, and its process."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    for line in process.stdout:
        found = re.search(r"http://[\d.]+:\d+", line)
        if found:
            return process, found.group(0)
    sys.exit(f"{command[0]} ended")


def pygeoapi(port=5089):
    """pygeoapi with its GeoPackage provider over what we exported, one worker of gunicorn."""
    data = FOLDER / "communes.gpkg"
    subprocess.run([PROGRAM, "--store", FOLDER / "country.gpkg", "export", "features", "communes", data, "--at", DAY, "--force", "--quiet"], check=True)
    import sqlite3

    database = sqlite3.connect(data)
    (table,) = database.execute("select table_name from gpkg_contents where data_type = 'features'").fetchone()
    id_field = next(name for _, name, kind, _, _, key in database.execute(f'pragma table_info("{table}")') if key)
    database.close()
    config, description = FOLDER / "pygeoapi.yml", FOLDER / "openapi.yml"
    config.write_text(CONFIG.format(port=port, data=data, id_field=id_field, table=table))
    environment = os.environ | {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(description)}
    programs = pathlib.Path(PYGEOAPI)
    subprocess.run([programs / "pygeoapi", "openapi", "generate", config, "--output-file", description], env=environment, check=True, capture_output=True)
    command = [programs / "gunicorn", "pygeoapi.flask_app:APP", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--timeout", "300"]
    process, address = started(command, env=environment)
    for _ in range(60):
        try:
            get(address, "/conformance?f=json")
            break
        except OSError:
            time.sleep(0.5)
    return process, address


def line(what, ours, against, theirs, ratio, goal, met):
    print(f"| {what} | {ours} | {against} | {theirs} | {ratio} | {goal} {'met' if met else 'MISSED'} |", flush=True)


def main():
    server, ours = started([PROGRAM, "--store", FOLDER / "country.gpkg", "serve", "--listen", "127.0.0.1:0"])
    processes = [server]
    try:
        peer, theirs = pygeoapi()
        processes.append(peer)
        compare_stream(ours, theirs)
        small, address = constant(processes, ours)
        compare_box(ours, address, small)
    finally:
        for process in processes:
            process.terminate()


def compare_stream(ours, theirs):
    print("| work | plancover | against | | ratio | goal |\n| --- | --- | --- | --- | --- | --- |", flush=True)
    paths = [(ours, f"/ogc{ITEMS}?f=json&limit=100000&at={DAY}"), (theirs, f"{ITEMS}?f=json&limit=100000")]
    rates, firsts = [[], []], []
    for _ in range(RUNS):
        for side, (address, path) in enumerate(paths):
            first, took, body = get(address, path)
            features = len(json.loads(body)["features"])
            rates[side].append(features / took)
            if side == 0:
                firsts.append(first * 1000)
    ratio = statistics.median(a / b for a, b in zip(*rates))
    told = [f"{statistics.median(side):.0f} features/s" for side in rates]
    line(f"all communes as GeoJSON ({features}, {len(body) / 1e6:.1f} MB)", told[0], "pygeoapi, SQLiteGPKG", told[1], f"{ratio:.1f} ×", "≥ 5 ×", ratio >= 5)
    first = statistics.median(firsts)
    line("the first byte of them", f"{first:.1f} ms", "", "", "", "≤ 20 ms", first <= 20)


def constant(processes, ours):
    """The path of a box in a commune, and a server of the same bytes."""
    _, _, body = get(ours, f"/ogc{ITEMS}?f=json&limit=1&at={DAY}&skipGeometry=false")
    west, south, east, north = bounds(json.loads(body)["features"][0]["geometry"])
    x, y = (west + east) / 2, (south + north) / 2
    path = f"/ogc{ITEMS}?f=json&bbox={x:.6f},{y:.6f},{x + 0.0001:.6f},{y + 0.0001:.6f}&at={DAY}"
    file = FOLDER / "constant"
    file.write_bytes(get(ours, path)[2])
    process, address = started([CONSTANT, "constant", str(file)])
    processes.append(process)
    return path, address


def compare_box(ours, address, path):
    rates = [[], []]
    for _ in range(RUNS):
        rates[0].append(rate(ours, path))
        rates[1].append(rate(address, "/same"))
    ratio = statistics.median(a / b for a, b in zip(*rates))
    body = get(ours, path)[2]
    told = [f"{statistics.median(side):.0f} req/s" for side in rates]
    what = f"a bbox in one commune ({len(json.loads(body)['features'])} feature, {len(body)} bytes)"
    line(what, told[0], "axum route", told[1], f"{ratio:.2f} ×", "≥ 0.5 ×", ratio >= 0.5)


def bounds(geometry):
    points = list(positions(geometry["coordinates"]))
    return [pick(point[axis] for point in points) for pick in (min, max) for axis in (0, 1)]


def positions(coordinates):
    if isinstance(coordinates[0], (int, float)):
        yield coordinates
    else:
        for inner in coordinates:
            yield from positions(inner)


main()
