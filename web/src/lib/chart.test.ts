// Charts: places of days and shares, steps, years.
import { expect, it } from 'vitest';
import { across, frameAround, steps, up, years } from './chart';

const frame = frameAround(['2020-01-01', '2024-01-01'], [12, 43], 400, 100);

it('has its edges at the first and last day and a round share', () => {
  expect(frame.top).toBe(50);
  expect([across(frame, '2020-01-01'), across(frame, '2024-01-01')]).toEqual([0, 400]);
  expect([up(frame, 0), up(frame, 25), up(frame, 50), up(frame, 90)]).toEqual([100, 50, 0, 0]);
  expect(frameAround(['2020-01-01'], [99], 10, 10).top).toBe(100);
});

it('holds a share until the next day', () => {
  expect(steps([{ date: '2020-01-01', percent: 10 }, { date: '2022-01-01', percent: 40 }], frame, '2024-01-01')).toBe('M0 80H200.1V20H400');
  expect(steps([], frame, '2024-01-01')).toBe('');
});

it('marks few years', () => {
  expect(years(frame, 10)).toEqual(['2021-01-01', '2022-01-01', '2023-01-01', '2024-01-01']);
  expect(years(frame, 2)).toEqual(['2022-01-01', '2024-01-01']);
});
