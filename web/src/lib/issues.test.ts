// Issues as a table that spreadsheets open safely, and which pages are offered.
import { describe, expect, it } from 'vitest';
import { issuesCsv, pages } from './issues';
import type { Finding } from './types';

const one: Finding = {
  kind: 'overlap', kind_vi: 'chồng lấn', severity: 'warning', vi: '“A” và “B” chồng lên nhau', en: '=A, "B" share land', plans: [{ id: 'A', name: 'A', quality: 'imported' }, { id: 'B', name: 'B', quality: 'imported' }],
  units: ['05986', '06184'], area_km2: 24.619356, since: '2021-08-30', rule: { vi: 'không chồng', en: 'no overlap' }, source: 'docs/api.md',
};

it('is written out with each thing it is about, and nothing that a spreadsheet would compute', () => {
  const [head, row] = issuesCsv([one], '2026-01-01', 'en').split('\r\n');
  expect(head).toBe('\ufeffas_of,kind,severity,found,plans,units,area_km2,since,rule,source');
  expect(row).toBe('2026-01-01,overlap,warning,"\'=A, ""B"" share land",A B,05986 06184,24.6194,2021-08-30,no overlap,docs/api.md');
  expect(issuesCsv([{ ...one, area_km2: null }], '2026-01-01', 'vi')).toContain('05986 06184,,2021-08-30');
});

describe('pages', () => {
  it.each([
    [0, 0, [0]], [50, 0, [0]], [51, 0, [0, 50]], [161, 50, [0, 50, 100, 150]], [1000, 500, [0, null, 450, 500, 550, null, 950]], [1000, 950, [0, null, 900, 950]], [60, 900, [0, 50]],
  ])('of %i from %i', (total, offset, expected) => expect(pages(total, offset)).toEqual(expected));
});
