// The forms in which positions and corners are typed.
import { describe, expect, it } from 'vitest';
import { readBox } from './coordinates';

const HERE = { kind: 'position', lon: 106.76, lat: 21.85 };

describe('a position', () => {
  it.each([
    '106.76, 21.85', '21.85, 106.76', '106.76 21.85', '21.85N 106.76E', '(21.85, 106.76)', '21.85 N, 106.76 E', 'E 106.76 N 21.85', '106° 45.6′ E; 21° 51′ N', '106.76/21.85', '106.76E 21.85N', 'N21.85 E106.76', '21,85 106,76', '21,85; 106,76', '106,76, 21,85',
    '21,85° B · 106,76° Đ', '21.85°N, 106.76°E', "21°51'00\"N 106°45'36\"E", '21°51′00″ B, 106°45′36″ Đ', "106°45'36\" 21°51'0\"", "21°51'N 106°45.6'E",
    '21 51 00 106 45 36', '21 51 00, 106 45 36', '21:51:00 106:45:36', '21 độ 51 phút, 106 độ 45 phút 36 giây', 'vĩ độ 21.85, kinh độ 106.76', 'lat=21.85 lon=106.76',
    'Vĩ độ: 21,85 Bắc; kinh độ: 106,76 Đông', 'geo:21.85,106.76', 'https://maps.example/@21.85,106.76,15z', '21.85\n106.76', '  106.76 ,21.85 ', "21º51'00''N 106º45'36''E", 'C1: 21.85N 106.76E', '21.85, 106.76\n21.85, 106.76', '21 51.0\n106 45.6', '21 51 00\n106 45 36',
    'https://www.google.com/maps/place/X/@21.90,106.70,15z/data=!3m1!4b1!4m6!3m5!1s0x0:0x0!8m2!3d21.85!4d106.76', 'https://www.google.com/maps/search/21.85,+106.76', 'https://www.google.com/maps/search/?api=1&query=21.85%2C106.76',
    'https://www.google.com/maps/dir//21.85,106.76', 'https://maps.google.com/?q=loc:21.85,106.76', 'geo:0,0?q=21.85,106.76(Nha)', 'https://www.openstreetmap.org/#map=15/21.85/106.76', 'https://www.openstreetmap.org/?mlat=21.85&mlon=106.76#map=15/21.9/106.7',
  ])('is read from %j', (text) => {
    const found = readBox(text);
    expect(found.kind === 'position' ? { ...found, lon: Number(found.lon.toFixed(6)), lat: Number(found.lat.toFixed(6)) } : found).toEqual(HERE);
  });

  it.each([
    ["21°61'00\"N 106°45'36\"E", 'minutes'], ['21.85N 106.76N', 'same_axis'], ['121.85, 106.76', 'range'], ['21.85°N', 'one_number'], ['121.85N 106.76E', 'range'],
    ['106.76, 21.85\n106.77, 21.85', 'two_corners'], ['21.85N 106.76E\n21.86N 106.77E', 'two_corners'], ['https://maps.app.goo.gl/Abc1', 'link'],
  ])('is refused with its reason: %j', (text, code) => {
    expect(readBox(text)).toMatchObject({ kind: 'problem', code });
  });

  it('may lie south and west', () => {
    expect(readBox('21.85S 106.76W')).toEqual({ kind: 'position', lon: -106.76, lat: -21.85 });
    expect(readBox('-21.85, 106.76')).toEqual({ kind: 'position', lon: 106.76, lat: -21.85 });
  });
});

describe('a name', () => {
  it.each(['dong mo', 'Thị trấn Đồng Mỏ', '236/QĐ-TTg', '06463', 'Xã 2', 'Chi Lăng', '1/500', 'khu 12 phường 3', 'B', 'Nam Định', 'Đông Kinh', 'Bắc Sơn'])('stays a name: %j', (text) => {
    expect(readBox(text)).toEqual({ kind: 'name', text });
  });
  it('is nothing while nothing is typed', () => expect(readBox(' \n ')).toEqual({ kind: 'empty' }));
});

describe('corners of a land certificate', () => {
  const one = { kind: 'corners', corners: [[448983.13, 2417395.74]], northingFirst: true, mixedOrder: false, degrees: false };
  it.each([
    '2417395.74 448983.13', '2417395,74 448983,13', '2.417.395,74  448.983,13', '2,417,395.74 448,983.13', 'X=2417395.74 Y=448983.13', 'X = 2417395.74\nY = 448983.13',
    '1: 2417395.74 448983.13', '2417395.74, 448983.13', '2.417.395,74 - 448.983,13', '1\t2417395.74\t448983.13\t25.10', '2 417 395.74; 448 983.13'.replace(';', ' '), 'X: 2417395.74 m; Y: 448983.13 m', '2417395,74;448983,13', '1, 2417395.74, 448983.13', 'Điểm 1: X = 2.417.395,74; Y = 448.983,13', 'M1 2417395.74 448983.13', 'A: 2417395.74 448983.13', 'A 2417395.74 448983.13', 'B1 2417395.74 448983.13', 'Đ1: 2417395.74 448983.13', 'A-1 2417395.74 448983.13', 'P.1 2417395.74 448983.13', '1a 2417395.74 448983.13',
    'GPS1 2417395.74 448983.13', '60001 2417395.74 448983.13', 'X1=2417395.74; Y1=448983.13', '10 2 417 395.74 448 983.13', '2417395.74 448983.13\n2417395.74 448983.13', '(2417395.74; 448983.13)',
  ])('are read from %j', (text) => expect(readBox(text)).toEqual(one));

  it('are read in either order of the axes', () => {
    expect(readBox('10 448 983.13 2 417 395.74')).toEqual({ ...one, northingFirst: false });
    expect(readBox('448983.13 2417395.74')).toEqual({ ...one, northingFirst: false });
    expect(readBox('2417395,448983')).toEqual({ ...one, corners: [[448983, 2417395]] });
    expect(readBox('2.417.395 448.983')).toEqual({ ...one, corners: [[448983, 2417395]] });
    expect(readBox('448983,2417395')).toEqual({ ...one, corners: [[448983, 2417395]], northingFirst: false });
  });

  const table = 'Số hiệu điểm X(m) Y(m)\n1 2417395.74 448983.13 25.10\n2 2417400.00 449008.00 30.00\n3 2417370.00 449010.50 25.00\n1 2417395.74 448983.13';
  it('are read from a pasted table, the first corner told again', () => {
    expect(readBox(table)).toEqual({ ...one, corners: [[448983.13, 2417395.74], [449008, 2417400], [449010.5, 2417370]] });
  });

  it('tell that some lines have the other order', () => {
    expect(readBox('2417395 448983\n449008 2417400\n2417370 449010')).toMatchObject({ kind: 'corners', mixedOrder: true, corners: [[448983, 2417395], [449008, 2417400], [449010, 2417370]] });
  });

  it.each([
    '106.76, 21.85\n106.77, 21.85\n106.77, 21.86', 'A 106.76, 21.85\nB 106.77, 21.85\nC 106.77, 21.86', 'A: 106.76, 21.85\nB: 106.77, 21.85\nC: 106.77, 21.86', '1 106.76 21.85\n2 106.77 21.85\n3 106.77 21.86',
    '1. 106.76 21.85\n2. 106.77 21.85\n3. 106.77 21.86', 'B1 106.76 21.85\nB2 106.77 21.85\nB3 106.77 21.86', '21.85N 106.76E\n21.85N 106.77E\n21.86N 106.77E', 'N1 21.85N 106.76E\nN2 21.85N 106.77E\nN3 21.86N 106.77E',
  ])('may be longitudes and latitudes: %j', (text) => {
    expect(readBox(text)).toEqual({
      kind: 'corners', corners: [[106.76, 21.85], [106.77, 21.85], [106.77, 21.86]], northingFirst: false, mixedOrder: false, degrees: true,
    });
  });

  it.each([
    ['18448983.13 2417395.74', 'zone_prefix'], ['2417395.74 48681504.6', 'zone_prefix'], ['2417395 448983\n2417400 449008', 'two_corners'], ['2417395 448983\n2417400 449008\n2417395 448983', 'two_corners'], ['2417395.74 1448983.13', 'corner_range'],
    ['2417395 448983\n2417400\n2417370 449010', 'corner_numbers'], [Array.from({ length: 201 }, (_, i) => `${2417395 + i} ${448983 + i * i}`).join('\n'), 'too_many'],
  ])('are refused with their reason: %j', (text, code) => expect(readBox(text)).toMatchObject({ kind: 'problem', code }));
});
