#!/usr/bin/env python3
"""Writes the input files of the cases in this folder: small made-up squares, in every format, with GDAL's own tools (gdal-bin).

    tests/cases/ingest/make.py            writes what is missing
    tests/cases/ingest/make.py CASE…      writes these cases anew

A case is a folder with `case.toml`, its input and `expected.txt` (see tests/it/cases_ingest.rs). Files that a person would write by
hand (CSV, GeoJSON) can also simply be put into a folder. Nothing here is derived from real boundaries.
"""

import csv
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


@case
def shapefile_zip_of_two(folder):
    units = communes()
    members = [(f"{stem}.{ending}", content) for stem, part in (("xa", units), ("tt", units[:1])) for ending, content in shapefile(part, stem)]
    zipped(folder / "ranh.zip", members)


@case
def mapinfo_tab(folder):
    ogr2ogr(folder / "xa.tab", communes(), "-f", "MapInfo File", "-lco", "ENCODING=UTF-8", crs="EPSG:32648")


@case
def mapinfo_mif(folder):
    ogr2ogr(folder / "xa.mif", communes(), "-f", "MapInfo File", "-dsco", "FORMAT=MIF", "-lco", "ENCODING=UTF-8")


@case
def kml(folder):
    """As Google Earth saves it: a folder, the columns as extended data, heights of 0."""
    rings = lambda rings: "".join(
        f"<{side}BoundaryIs><LinearRing><coordinates>{' '.join(f'{x},{y},0' for x, y in ring)}</coordinates></LinearRing></{side}BoundaryIs>"
        for side, ring in zip(["outer"] + ["inner"] * 9, rings)
    )
    marks = ""
    for unit in communes():
        geometry = unit["geometry"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        polygons = "".join(f"<Polygon>{rings(part)}</Polygon>" for part in parts)
        data = "".join(f'<Data name="{name}"><value>{value}</value></Data>' for name, value in unit["properties"].items() if name != "name")
        shape = f"<MultiGeometry>{polygons}</MultiGeometry>" if len(parts) > 1 else polygons
        marks += f"<Placemark><name>{unit['properties']['name']}</name><ExtendedData>{data}</ExtendedData>{shape}</Placemark>\n"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Ranh giới</name>\n{marks}</Document></kml>\n'
    (folder / "xa.kml").write_text(text, encoding="utf-8")


@case
def kmz(folder):
    with tempfile.TemporaryDirectory() as other:
        kml(Path(other))
        zipped(folder / "xa.kmz", [("files/hinh.png", b"no picture"), ("doc.kml", (Path(other) / "xa.kml").read_bytes())])


@case
def gml(folder):
    ogr2ogr(folder / "xa.gml", communes(), "-f", "GML", "-dsco", "FORMAT=GML3.2", crs="EPSG:4756")
    (folder / "xa.xsd").unlink()


@case
def gml_curves(folder):
    """A circle and heights, as surveying programs write them."""
    arc = "<gml:Circle><gml:posList>443000 2422000 443500 2422500 444000 2422000</gml:posList></gml:Circle>"
    surface = (
        '<gml:Polygon gml:id="g" srsName="urn:ogc:def:crs:EPSG::9215"><gml:exterior><gml:Ring><gml:curveMember>'
        f'<gml:Curve gml:id="c"><gml:segments>{arc}</gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon>'
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2"><gml:featureMember>'
        f'<khu gml:id="k1"><id>KCN-1</id><name>Khu công nghiệp tròn</name><kind>functional_zone</kind><geom>{surface}</geom></khu>'
        "</gml:featureMember></FeatureCollection>\n"
    )
    (folder / "khu.gml").write_text(text, encoding="utf-8")


@case
def flatgeobuf(folder):
    ogr2ogr(folder / "xa.fgb", communes(), "-f", "FlatGeobuf", crs="EPSG:9215")


@case
def geopackage_of_three(folder):
    units = communes()
    ogr2ogr(folder / "ranh.gpkg", units, "-f", "GPKG", "-nln", "xa")
    ogr2ogr(folder / "ranh.gpkg", units[:1], "-f", "GPKG", "-update", "-nln", "thi_tran")
    ogr2ogr(folder / "ranh.gpkg", units[:2], "-f", "GPKG", "-update", "-nln", "layer_styles")


@case
def heights(folder):
    units = communes()[:2]
    for unit in units:
        unit["geometry"]["coordinates"] = [[[x, y, 251.5] for x, y in ring] for ring in unit["geometry"]["coordinates"]]
    (folder / "xa.geojson").write_text(collection(units), encoding="utf-8")


def dxf(folder, name, clear=False):
    """A drawing in VN-2000: communes on a layer, their texts on another, a hole, an enclave, a road; what is not clear, unless `clear`."""
    # From AutoCAD 2007 on (AC1021) texts are UTF-8.
    lines = ["0", "SECTION", "2", "HEADER", "9", "$ACADVER", "1", "AC1021", "0", "ENDSEC", "0", "SECTION", "2", "ENTITIES"]

    def line(layer, vertices, closed=True):
        nonlocal lines
        lines += ["0", "LWPOLYLINE", "8", layer, "100", "AcDbEntity", "100", "AcDbPolyline", "90", str(len(vertices)), "70", "1" if closed else "0"]
        for x, y in vertices:
            lines += ["10", str(x), "20", str(y)]

    def text(layer, x, y, words):
        nonlocal lines
        lines += ["0", "TEXT", "8", layer, "10", str(x), "20", str(y), "40", "5", "1", words]

    def box(x, y, size):
        return [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]

    east, north = 443000, 2422000
    line("RANH_XA", box(east, north, 1000))
    text("CHU", east + 100, north + 100, "Đồng Mỏ")
    text("CHU", east + 100, north + 200, "00001")
    line("RANH_XA", box(east + 400, north + 400, 200))  # a hole: it has no text
    line("RANH_XA", box(east + 1000, north, 1000))
    text("CHU", east + 1100, north + 100, "Chi Lăng")
    text("CHU", east + 1100, north + 200, "00002")
    line("RANH_XA", box(east + 1400, north + 400, 200))  # an enclave: it has its own
    text("CHU", east + 1450, north + 450, "Hữu Kiên")
    text("CHU", east + 1450, north + 470, "00003")
    if not clear:
        line("RANH_XA", box(east + 2000, north, 1000))
        text("CHU", east + 2100, north + 100, "Vạn Linh")
        text("CHU", east + 2100, north + 200, "Hòa Bình")
        text("CHU", east + 2100, north + 300, "00004")
        line("RANH_XA", box(east + 3000, north, 1000))
        line("RANH_XA", box(east + 3400, north + 400, 200))  # not clear: neither has a text
    line("DUONG", [(east, north - 50), (east + 4000, north - 50)], closed=False)
    line("KHUNG", box(east - 500, north - 500, 9000))
    line("KHUNG", box(east - 600, north - 600, 9200))
    lines += ["0", "ENDSEC", "0", "EOF"]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


@case
def dxf_layers(folder):
    dxf(folder, "ban_ve.dxf")


@case
def dxf_labels(folder):
    dxf(folder, "ban_ve.dxf", clear=True)


@case
def dgn(folder):
    with tempfile.TemporaryDirectory() as other:
        source = Path(other) / "source.csv"
        ring = lambda x, y: ", ".join(f"{a} {b}" for a, b in [(x, y), (x + 900, y), (x + 900, y + 900), (x, y + 900), (x, y)])
        rows = [
            ("", f"POLYGON (({ring(443000, 2422000)}))"),
            ("", f"POLYGON (({ring(444000, 2422000)}))"),
            ("00001", "POINT (443100 2422100)"),
            ("Chi Lang", "POINT (443100 2422300)"),
            ("00002", "POINT (444100 2422100)"),
            ("Huu Kien", "POINT (444100 2422300)"),
        ]
        source.write_text("WKT,Text\n" + "".join(f'"{wkt}",{text}\n' for text, wkt in rows), encoding="utf-8")
        subprocess.run(["ogr2ogr", "-f", "DGN", str(folder / "ban_ve.dgn"), str(source)], check=True, stderr=subprocess.DEVNULL)


@case
def csv_wkt(folder):
    rows = ["code;name;kind;wkt"]
    for unit, (west, north) in zip(communes()[:2], ((443000, 2422000), (444000, 2422000))):
        properties = unit["properties"]
        ring = f"{west} {north}, {west + 900} {north}, {west + 900} {north + 900}, {west} {north + 900}, {west} {north}"
        rows.append(f"{properties['code']};{properties['name']};{properties['kind']};POLYGON (({ring}))")
    rows.append("00003;Hữu Kiên;Xã;POLYGON ((443000 2422000")
    (folder / "xa.csv").write_text("\ufeff" + "\n".join(rows) + "\n", encoding="utf-8")


def xlsx(output, sheets):
    """An Excel workbook as Excel writes it: `sheets` is a list of (name, rows, merged cells). A day is ("d", serial number)."""
    column = lambda at: chr(ord("A") + at)
    escape = lambda text: text.replace("&", "&amp;").replace("<", "&lt;")

    def cell(at, number, value):
        where = f'r="{column(at)}{number}"'
        if value is None:
            return ""
        if isinstance(value, tuple):
            return f'<c {where} s="1"><v>{value[1]}</v></c>'
        if isinstance(value, (int, float)):
            return f"<c {where}><v>{value}</v></c>"
        if value.startswith("#"):
            return f'<c {where} t="e"><f>X1</f><v>{value}</v></c>'
        return f'<c {where} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'

    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006"
    of_sheets = range(1, len(sheets) + 1)
    content = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in of_sheets
    )
    book = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, (name, _, _) in zip(of_sheets, sheets))
    links = "".join(f'<Relationship Id="rId{n}" Type="{relations}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in of_sheets)
    members = [
        (
            "[Content_Types].xml",
            f'{head}<Types xmlns="{types}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
            f"{content}</Types>",
        ),
        (
            "_rels/.rels",
            f'{head}<Relationships xmlns="{types}/relationships"><Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        ("xl/workbook.xml", f'{head}<workbook {main} xmlns:r="{relations}"><sheets>{book}</sheets></workbook>'),
        (
            "xl/_rels/workbook.xml.rels",
            f'{head}<Relationships xmlns="{types}/relationships">{links}<Relationship Id="rId99" Type="{relations}/styles" Target="styles.xml"/></Relationships>',
        ),
        (
            "xl/styles.xml",
            f'{head}<styleSheet {main}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
            '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        ),
    ]
    for n, (_, rows, merged) in zip(of_sheets, sheets):
        body = "".join(
            f'<row r="{number}">{"".join(cell(at, number, value) for at, value in enumerate(row))}</row>' for number, row in enumerate(rows, 1) if row
        )
        cells = "".join(f'<mergeCell ref="{place}"/>' for place in merged)
        merges = f'<mergeCells count="{len(merged)}">{cells}</mergeCells>' if merged else ""
        members.append((f"xl/worksheets/sheet{n}.xml", f"{head}<worksheet {main}><sheetData>{body}</sheetData>{merges}</worksheet>"))
    zipped(output, [(name, text.encode()) for name, text in members])


def register():
    """A register of plans with a title, a header in two rows with merged cells, the numbers of the columns, and a heading between."""
    rows = [
        ["DANH MỤC ĐỒ ÁN QUY HOẠCH"],
        [],
        ["id", "name", "kind", "units", "Quyết định phê duyệt", None, "scale"],
        [None, None, None, None, "decision_number", "approved_on", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        ["I. Quy hoạch chung"],
        ["QHC-1", "Quy hoạch chung thị trấn Đồng Mỏ", "urban_general", "00001", "12/QĐ-UBND", ("d", 44713), "1/5.000"],
        ["QHC-2", "Quy hoạch chung xã Chi Lăng", "commune_general", "00002", "13/QĐ-UBND", ("d", 44714.5), 10000],
    ]
    return rows, ["A1:G1", "E3:F3", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "G3:G4", "A6:G6"]


@case
def xlsx_register(folder):
    rows, merged = register()
    xlsx(folder / "do_an.xlsx", [("Đồ án", rows, merged)])


@case
def xlsx_mistakes(folder):
    """Each mistake is told with its cell."""
    rows, merged = register()
    rows += [
        ["QHC-3", "Quy hoạch chung xã Hữu Kiên", "commune_generall", 3, "14/QĐ-UBND", "31/02/2022", "vừa"],
        ["QHC-1", None, "commune_general", "00003", "#REF!", ("d", 44715), 0],
        [None, "Không có mã", "commune_general", "00003", None, None, None],
    ]
    xlsx(folder / "do_an.xlsx", [("Hướng dẫn", [["Ghi theo mẫu"]], []), ("plans", rows, merged)])


@case
def xlsx_sheets(folder):
    rows, merged = register()
    xlsx(folder / "do_an.xlsx", [("2024", rows, merged), ("2025", rows[:7], merged)])


@case
def xlsx_vertices(folder):
    """A table of coordinates as in the annex of a decision: x is the northing."""
    rows = [["id", "name", "kind", "Điểm", "Tọa độ X (m)", "Tọa độ Y (m)"]]
    for (x, y), point in zip([(2422000, 443000), (2422000, 444000), (2423000, 444000), (2423000, 443000)], range(1, 5)):
        rows.append(["KCN-1" if point == 1 else None, "Khu công nghiệp" if point == 1 else None, "functional_zone" if point == 1 else None, point, x, y])
    rows += [["KCN-2", "Khu thứ hai", "functional_zone", 1, 2425000, 443000], [None, None, None, 2, 2425000, "bốn mươi"], [None, None, None, 3, 2426000, 444000]]
    xlsx(folder / "toa_do.xlsx", [("Tọa độ", rows, [])])


# The kinds of mistakes in `plan_list`, by the number of the plan: the cells that differ from those of a good row.
MISTAKES = {
    11: {"id": ""},
    22: {"id": "QH 022/2024"},
    33: {"name": ""},
    44: {"kind": "QHPK 1/2000"},
    55: {"kind": "QHC"},
    66: {"kind": "Quy hoạch sử dụng đất"},
    77: {"scale": "1/5.00"},
    88: {"horizon_year": "35"},
    99: {"decision_number": "99/QĐ-\n UBND"},
    110: {"decision_number": "theo văn bản của tỉnh"},
    121: {"approved_on": "19/9/2024"},
    132: {"approved_on": "31/4/2024"},
    143: {"approved_on": "tháng 6/2022"},
    154: {"approved_on": "45554"},
    165: {"approved_on": "9/2/24"},
    176: {"approved_on": ""},
    187: {"units": "TT. Đồng Mỏ"},
    198: {"units": "Hòa Bình"},
    209: {"units": "xã Không Có"},
    220: {"units": "1"},
    231: {"units": "00099"},
    242: {"illustrative": "chưa rõ"},
    253: {"adjusts": "KHONG-CO"},
    264: {"id": "QH-001"},
    275: {"areas": "DT-01"},
    286: {"name": "Quy hoach \x07 chuong"},
}


def plan_list():
    """300 plans as a planner keeps them, with the mistakes planners make."""
    columns = ["id", "name", "kind", "scale", "horizon_year", "decision_number", "approved_on", "authority", "adjusts", "illustrative", "units", "areas"]
    rows = []
    for number in range(1, 301):
        row = {
            "id": f"QH-{number:03}",
            "name": f"Quy hoạch chung xã số {number}",
            "kind": "commune_general",
            "scale": "1/5.000",
            "horizon_year": "2035",
            "decision_number": f"{number}/QĐ-UBND",
            "approved_on": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "authority": "UBND huyện",
            "units": f"0000{number % 3 + 1}",
        }
        row.update(MISTAKES.get(number, {}))
        rows.append([row.get(column, "") for column in columns])
    return columns, rows


@case
def plan_list_csv(folder):
    columns, rows = plan_list()
    with (folder / "do_an.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])
    names = [("00001", "Đồng Mỏ", "Thị trấn"), ("00002", "Chi Lăng", "Xã"), ("00003", "Hữu Kiên", "Xã"), ("00004", "Hòa Bình", "Xã"), ("00005", "Hòa Bình", "Xã")]
    units = [
        feature({"code": code, "name": name, "kind": kind}, polygon(square(round(106.7 + at / 50, 2), 21.9))) for at, (code, name, kind) in enumerate(names)
    ]
    (folder / "don_vi.geojson").write_text(collection(units) + "\n", encoding="utf-8")


@case
def plan_list_xlsx(folder):
    columns, rows = plan_list()
    cells = [[cell.replace("\x07", "") or None for cell in row] for row in rows]
    xlsx(folder / "do_an.xlsx", [("plans", [columns, *cells], [])])


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
