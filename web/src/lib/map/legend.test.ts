// The page's colours and words come from the server's legend.
import { expect, it } from 'vitest';
import { entryOf, statusColours, type Legend } from './legend';

const legend: Legend = {
  as_of: '2024-06-30', revision: 7, notices: [], style: 'coverage-general', title: { vi: 'Phủ kín', en: 'Coverage' },
  entries: [
    { value: 'full', vi: 'Phủ kín', en: 'Covered', color: '#111111' },
    { value: 'partial', vi: 'Phủ một phần', en: 'Partly covered', color: '#222222', pattern: 'dots' },
    { vi: 'Ranh giới sơ đồ', en: 'Schematic boundary' },
  ],
};

it('finds what a status looks like and is called', () => {
  expect(entryOf(legend, 'partial')).toMatchObject({ vi: 'Phủ một phần', pattern: 'dots' });
  expect(entryOf(legend, 'none')).toBeNull();
  expect(entryOf(null, 'full')).toBeNull();
});

it('gives the page the colours that the legend has, and no others', () => {
  expect(statusColours(legend)).toEqual([['--full', '#111111'], ['--partial', '#222222']]);
});
