// What a reader types or pastes into the box: a name, a position in one of the usual forms, or corners in metres.

/** Two numbers of one line in metres, easting first. */
export type Corner = [easting: number, northing: number];

export type ProblemCode =
  | 'one_number' | 'range' | 'minutes' | 'same_axis' | 'corner_numbers' | 'corner_range' | 'zone_prefix' | 'two_corners' | 'too_many' | 'mixed' | 'link';

export type Asked =
  | { kind: 'empty' }
  | { kind: 'name'; text: string }
  | { kind: 'position'; lon: number; lat: number }
  /** `northingFirst`: as land certificates print them (X is the northing); `degrees`: longitude and latitude instead of metres. */
  | { kind: 'corners'; corners: Corner[]; northingFirst: boolean; mixedOrder: boolean; degrees: boolean }
  | { kind: 'problem'; code: ProblemCode; found: string };

/** More corners than any land certificate has; the address of a shared link stays short enough. */
export const CORNERS_MAX = 200;
const EASTING = [100_000, 900_000] as const;
const NORTHING = [850_000, 2_700_000] as const;
const METRES_FROM = 50_000;

const within = (value: number, [from, to]: readonly [number, number]): boolean => value >= from && value <= to;

/** One kind of each sign: degree, minute, second, minus, and letters composed. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ba\u02da]/g, '°').replace(/[\u2032\u2019\u2018\u00b4]/g, "'").replace(/[\u2033\u201d\u201c]|''/g, '"')
    .replace(/[\u2212\u2013]/g, '-').replace(/[\u00a0\u202f]/g, ' ')
    .trim();
}

/** Where links of maps tell their position, the surest first: a place that is marked before the middle of the map. */
const LINKED = [
  /!3d(-?\d+(?:\.\d+)?)!4d(-?\d+(?:\.\d+)?)(?!.*!3d)/i,
  /[?&](?:q|query|destination|daddr)=(?:loc:)?(-?\d+(?:\.\d+)?),[\s+]*(-?\d+(?:\.\d+)?)/i,
  /[?&]mlat=(-?\d+(?:\.\d+)?)&mlon=(-?\d+(?:\.\d+)?)/i,
  /\/(?:search|place|dir)\/+(-?\d+(?:\.\d+)?),[\s+]*(-?\d+(?:\.\d+)?)/i,
  /(?:geo:|@|[?&](?:ll|sll|center)=)(-?\d+(?:\.\d+)?),[\s+]*(-?\d+(?:\.\d+)?)/i,
  /#map=[\d.]+\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)/i,
];

/** The position that a link tells, or that it tells none; null for what is no link. */
function inLink(text: string): Asked | null {
  const plainly = text.replace(/%2c/gi, ',').replace(/%20/g, ' ');
  for (const form of LINKED) {
    const [, lat, lon] = form.exec(plainly) ?? [];
    if (lat !== undefined && lon !== undefined) return checked(Number(lon), Number(lat), text);
  }
  return /^https?:\/\//i.test(text) ? { kind: 'problem', code: 'link', found: text } : null;
}

/** Reads whatever the box holds. Never throws: what is no coordinate is a name. */
export function readBox(input: string): Asked {
  const text = plain(input);
  if (text === '') return { kind: 'empty' };
  const linked = inLink(text);
  if (linked) return linked;
  const bare = withoutWords(text);
  // Letters that are no hemisphere: a name, or a decision number.
  if (/[^\d\s.,;:·°'"+\-/|()=NSEWBĐTXY]/.test(bare) || !/\d.*\D.*\d|\d{9,}/s.test(bare)) return { kind: 'name', text };
  if (metresIn(bare).some((value) => value >= METRES_FROM)) return corners(bare);
  const lines = bare.split('\n').map((line) => line.trim()).filter((line) => /\d/.test(line));
  if (lines.length > 2) return ring(lines);
  // Two positions, not the two numbers of one: a degree that is followed by its minutes is whole.
  if (lines.length === 2 && lines.every((line) => /\d[.,]\d.*[^\d.,].*\d[.,]\d|[NSBĐETW].*[NSBĐETW]/.test(line) && degrees(line).kind === 'position')) return ring(lines);
  const found = degrees(bare.replace(/\n/g, ' ; '));
  // Two small numbers that are no position are a scale or an identifier.
  if (found.kind === 'problem' && found.code === 'range' && !/[°NSEWBĐT.]/.test(bare)) return { kind: 'name', text };
  return found.kind === 'problem' && found.code === 'one_number' && !/[°NSEWBĐT]/.test(bare) ? { kind: 'name', text } : found;
}

/** Words that say which number is which become one letter; labels of corners are left out. */
function withoutWords(text: string): string {
  return text
    .replace(/(?:vĩ độ|latitude|lat)\.?\s*[:=]?/giu, ' B ').replace(/(?:kinh độ|longitude|long|lon|lng)\.?\s*[:=]?/giu, ' Đ ')
    .replace(/(?:vĩ\s+)?bắc|north/giu, 'B').replace(/(?:kinh\s+)?đông|east/giu, 'Đ')
    .replace(/(\d)\s*(?:độ|deg)/giu, '$1°').replace(/(\d)\s*(?:phút|min)/giu, "$1'").replace(/(\d)\s*(?:giây|sec)/giu, '$1"')
    .replace(/(?:điểm|diem|góc|goc|đỉnh|dinh|mốc|corner|point|stt|số hiệu)\s*/giu, '')
    .replace(/\(\s*m\s*\)|(\d)\s*m\b/giu, '$1 ')
    .toUpperCase()
    .replace(LABEL_OF_METRES, '').replace(LABEL_OF_DEGREES, '');
}

/**
 * Names of corners (`A`, `M1`, `B-2:`, `P.3`, `12)`) at the beginning of a line, told from letters of hemispheres and from degrees by
 * what follows: two numbers side by side that can only be coordinates. A letter for south or west is never taken for a name.
 */
const label = (single: string, number: string): RegExp =>
  new RegExp(`^[ \\t]*(?:[A-ZĐ]{1,4}[.-]?\\d{1,4}|${single}|\\d{1,6})[A-Z]?[ \\t]*[:.)-]*[ \\t]+(?=[(=XY: \\t]*(?:${number})(?:[ \\t]*M)?[,;/|XY:= \\t-]+(?:${number})(?![\\d.,]*\\d))`, 'gmu');
const LABEL_OF_METRES = label('[A-WZĐ]', '\\d{6,8}(?:[.,]\\d+)?|\\d{1,3}(?:[.,]\\d{3}){1,2}(?:[.,]\\d+)?');
const LABEL_OF_DEGREES = label('[A-RUVZĐ]', '-?\\d{1,3}[.,]\\d{2,}°?[NSEWBĐT]?');

/** A metre value: 2417395.74, 2417395,74, 2.417.395,74, 2,417,395.74 or 2 417 395.74. */
const METRES = /(?<![\d.,])\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?(?![\d.,]*\d)|\d+(?:[.,]\d+)?/g;

/** `grouped`: the separator that stands between thousands on this line, where that is sure. */
function metres(token: string, grouped: string | null): number {
  const [, whole = '', separator, part] = /^(\d{1,3}(?:([., ])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?$/.exec(token) ?? [];
  const sure = separator !== undefined && (separator === ' ' || part !== undefined || whole.split(separator).length > 2 || separator === grouped);
  return sure ? Number(`${whole.split(separator).join('')}.${part ?? '0'}`) : Number(token.replace(',', '.'));
}

function metresIn(line: string): number[] {
  // Two whole numbers with a comma between them are two numbers.
  const apart = line.replace(/(\d{6,}),\s*(?=\d{6,})/g, '$1 ; ').replace(/\t/g, ' ; ');
  const grouped = /(?<!\d)\d{1,3}([., ])\d{3}\1\d{3}(?!\d)/.exec(apart)?.[1] ?? null;
  return [...apart.matchAll(METRES)].map(([token]) => metres(token, grouped));
}

const isPair = ([first, second, more]: number[]): boolean =>
  first !== undefined && second !== undefined && more === undefined
  && ((within(first, NORTHING) && within(second, EASTING)) || (within(first, EASTING) && within(second, NORTHING)));

/** The coordinates of a line. A number of the corner before them may look like thousands (`10 448 983.13`): what is left without it tells. */
function rowOf(line: string): number[] {
  const read = (of: string): number[] => metresIn(of).filter((value) => value >= METRES_FROM);
  const all = read(line);
  const rest = read(line.replace(/^\d{1,6}\s+/, ''));
  return !isPair(all) && isPair(rest) ? rest : all;
}

function corners(text: string): Asked {
  const lines = text.split(/[\n;|]/).map((line) => line.replace(/^\s*[A-Z]?\d{1,3}\s*[:.)\-\t]+\s+/, '').trim()).filter((line) => /\d/.test(line));
  let rows = lines.map(rowOf);
  // X and Y each on a line of its own.
  if (rows.every((row) => row.length === 1) && rows.length % 2 === 0) {
    rows = rows.flatMap((row, i) => (i % 2 === 0 ? [[...row, ...(rows[i + 1] ?? [])]] : []));
  }
  const read: { corner: Corner; northingFirst: boolean }[] = [];
  for (const [i, row] of rows.entries()) {
    const [first, second] = row;
    if (first === undefined || second === undefined || row.length !== 2) {
      // A heading, or a column of numbers of its own.
      if (row.length === 0) continue;
      return { kind: 'problem', code: 'corner_numbers', found: lines[i] ?? '' };
    }
    if (within(first, NORTHING) && within(second, EASTING)) read.push({ corner: [second, first], northingFirst: true });
    else if (within(first, EASTING) && within(second, NORTHING)) read.push({ corner: [first, second], northingFirst: false });
    else if ([first, second].some((value) => value >= 10_000_000 && within(value % 1_000_000, EASTING))) {
      return { kind: 'problem', code: 'zone_prefix', found: lines[i] ?? '' };
    } else return { kind: 'problem', code: 'corner_range', found: lines[i] ?? '' };
  }
  return closed(read.map((one) => one.corner), read[0]?.northingFirst ?? true, new Set(read.map((one) => one.northingFirst)).size > 1, false);
}

/** The first corner is often told again at the end, and one may be told twice in a row. */
function closed(list: Corner[], northingFirst: boolean, mixedOrder: boolean, inDegrees: boolean): Asked {
  const same = (one: Corner | undefined, other: Corner | undefined): boolean => one?.[0] === other?.[0] && one?.[1] === other?.[1];
  const apart = list.filter((corner, i) => i === 0 || !same(corner, list[i - 1]));
  const all = apart.length > 1 && same(apart[0], apart.at(-1)) ? apart.slice(0, -1) : apart;
  const [first] = all;
  if (inDegrees && first && all.length === 1) return { kind: 'position', lon: first[0], lat: first[1] };
  if (all.length === 2) return { kind: 'problem', code: 'two_corners', found: all.map((corner) => (northingFirst ? [...corner].reverse() : corner).join(' ')).join('; ') };
  if (all.length > CORNERS_MAX) return { kind: 'problem', code: 'too_many', found: String(all.length) };
  return { kind: 'corners', corners: all, northingFirst, mixedOrder, degrees: inDegrees };
}

function ring(lines: string[]): Asked {
  const list: Corner[] = [];
  for (const line of lines) {
    const found = degrees(line.replace(/^\s*\d{1,3}\s*[:)]\s*/, ''));
    if (found.kind !== 'position') return found.kind === 'problem' ? { ...found, found: line } : { kind: 'problem', code: 'mixed', found: line };
    list.push([found.lon, found.lat]);
  }
  return closed(list, false, false, true);
}

interface Angle {
  parts: number[];
  negative: boolean;
  letter: string | null;
  closed: boolean;
}

/** Two angles with or without marks and letters. N is north: nobody here is asked about the south. */
function degrees(text: string): Asked {
  const points = text.includes('.');
  const decimal = points ? text : text.replace(/(\d),(\d)/g, '$1.$2');
  const found = angles(decimal);
  const two = found.length === 2 ? found : angles(text.replace(/,/g, ' ; '));
  const [first, second] = two;
  if (!first || !second || two.length !== 2) return { kind: 'problem', code: 'one_number', found: text };
  if (two.some((angle) => angle.parts.slice(1).some((part) => part >= 60))) return { kind: 'problem', code: 'minutes', found: text };
  const [a, b] = [first, second].map(value) as [number, number];
  const [one, other] = [axis(first.letter), axis(second.letter)];
  if (one !== null && one === other) return { kind: 'problem', code: 'same_axis', found: text };
  const lonFirst = one === 'lon' || other === 'lat' || (one === null && other === null && Math.abs(a) > 90);
  return lonFirst ? checked(a, b, text) : checked(b, a, text);
}

function checked(lon: number, lat: number, found: string): Asked {
  if (!(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) return { kind: 'problem', code: 'range', found };
  return { kind: 'position', lon: Number(lon.toFixed(7)), lat: Number(lat.toFixed(7)) };
}

const axis = (letter: string | null): 'lon' | 'lat' | null => (letter === null ? null : /[NSB]/.test(letter) ? 'lat' : 'lon');

function value({ parts: [whole = 0, minutes = 0, seconds = 0], negative, letter }: Angle): number {
  const size = whole + minutes / 60 + seconds / 3600;
  return negative || (letter !== null && /[SWT]/.test(letter)) ? -size : size;
}

function angles(text: string): Angle[] {
  const tokens = text.match(/\d+(?:\.\d+)?|[°'":]|[NSEWBĐT]|[-]|[,;/|·]/g) ?? [];
  const numbers = tokens.filter((token) => /^\d/.test(token)).length;
  const marked = tokens.some((token) => /[°'":]/.test(token));
  // Without marks: as many numbers for the one angle as for the other.
  const each = marked ? 3 : numbers === 4 || numbers === 6 ? numbers / 2 : 1;
  const list: Angle[] = [];
  const open = (): Angle => {
    const last = list.at(-1);
    if (last && !last.closed) return last;
    const fresh: Angle = { parts: [], negative: false, letter: null, closed: false };
    list.push(fresh);
    return fresh;
  };
  let joined = false;
  for (const token of tokens) {
    const last = list.at(-1);
    if (/^\d/.test(token)) {
      if (last && !last.closed && last.parts.length > 0 && (marked ? !joined : last.parts.length >= each)) last.closed = true;
      open().parts.push(Number(token));
      joined = false;
    } else if (/[°':]/.test(token)) joined = true;
    else if (token === '"') joined = false;
    else if (token === '-') {
      if (last && last.parts.length > 0) last.closed = true;
      open().negative = true;
    } else if (/[NSEWBĐT]/.test(token)) {
      if (last && !last.closed && last.parts.length > 0 && last.letter === null) {
        last.letter = token;
        last.closed = true;
      } else {
        if (last && last.parts.length > 0) last.closed = true;
        open().letter = token;
      }
    } else if (last && last.parts.length > 0 && each === 1) last.closed = true;
    else if (last && last.parts.length > 0 && (marked || last.parts.length >= each)) last.closed = true;
  }
  return list.filter((angle) => angle.parts.length > 0);
}
