#!/usr/bin/env python3
"""Writes the input files of the cases in this folder: small made-up squares, in every format, with GDAL's own tools (gdal-bin).

    tests/cases/ingest/make.py            writes what is missing
    tests/cases/ingest/make.py CASE…      writes these cases anew

A case is a folder with `case.toml`, its input and `expected.txt` (see tests/it/cases_ingest.rs). Files that a person would write by
hand (CSV, GeoJSON) can also simply be put into a folder. Nothing here is derived from real boundaries.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = {}


def case(function):
    """Registers a function that fills the folder of the case of its name."""
    CASES[function.__name__] = function
    return function


def square(west, south, size=0.02):
    east, north = round(west + size, 6), round(south + size, 6)
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(properties, geometry):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def collection(features, **more):
    return json.dumps({"type": "FeatureCollection", **more, "features": features}, ensure_ascii=False, indent=1)


def communes():
    """Three communes of a made-up district; the last has a hole and a second part."""
    unit = lambda code, name, kind: {"code": code, "name": name, "kind": kind, "parent_code": "187"}
    hole = square(106.745, 21.905, 0.005)[::-1]
    parts = {"type": "MultiPolygon", "coordinates": [[square(106.74, 21.9), hole], [square(106.77, 21.9, 0.01)]]}
    return [
        feature(unit("00001", "Đồng Mỏ", "Thị trấn"), polygon(square(106.7, 21.9))),
        feature(unit("00002", "Chi Lăng", "Xã"), polygon(square(106.72, 21.9))),
        feature(unit("00003", "Hữu Kiên", "Xã"), parts),
    ]


def ogr2ogr(output, features, *options, crs=None):
    """Writes features through GDAL, in VN-2000 where `crs` says so."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.geojson"
        source.write_text(collection(features), encoding="utf-8")
        crs = ["-t_srs", crs] if crs else []
        subprocess.run(["ogr2ogr", *crs, *options, str(output), str(source)], check=True, stderr=subprocess.DEVNULL)


def zipped(output, members, compression=zipfile.ZIP_DEFLATED):
    """A ZIP file of (name, bytes) whose bytes depend on nothing else."""
    with zipfile.ZipFile(output, "w", compression) as file:
        for name, content in members:
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = compression
            file.writestr(info, content)


def shapefile(features, stem="xa", *options, crs="EPSG:9215"):
    """The files of a shapefile as (ending, bytes)."""
    with tempfile.TemporaryDirectory() as folder:
        ogr2ogr(Path(folder) / f"{stem}.shp", features, "-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8", *options, crs=crs)
        return [(path.suffix[1:], path.read_bytes()) for path in sorted(Path(folder).iterdir())]


@case
def geojson(folder):
    (folder / "xa.geojson").write_text(collection(communes()), encoding="utf-8")


@case
def geojson_lines(folder):
    lines = [json.dumps(unit, ensure_ascii=False) for unit in communes()]
    (folder / "xa.geojsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


@case
def geopackage_vn2000(folder):
    ogr2ogr(folder / "xa.gpkg", communes(), "-f", "GPKG", "-nln", "xa", crs="EPSG:9215")


@case
def shapefile_zip(folder):
    zipped(folder / "xa.zip", [(f"Ranh giới/xa.{ending}", content) for ending, content in shapefile(communes())])


def main():
    asked = sys.argv[1:]
    for name in asked:
        if name not in CASES:
            sys.exit(f"no case `{name}`, known: {', '.join(CASES)}")
    if shutil.which("ogr2ogr") is None:
        sys.exit("ogr2ogr is missing: scripts/setup test installs it")
    for name, fill in CASES.items():
        folder = HERE / name
        made = folder.is_dir() and any(path.name not in ("case.toml", "expected.txt") for path in folder.iterdir())
        if asked and name not in asked or not asked and made:
            continue
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            if path.name not in ("case.toml", "expected.txt"):
                path.unlink()
        fill(folder)


if __name__ == "__main__":
    main()
