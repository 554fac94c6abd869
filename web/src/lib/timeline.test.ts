// The slider's stops: true to time, on the days on which something changes, and today.
import { expect, it } from 'vitest';
import { dayNumber } from './format';
import { changesOn, nearestStop, nextStop, previousStop, share, track, vintageKey } from './timeline';

const days = [
  { date: '2020-01-01', boundaries: 52, plans: 0 },
  { date: '2024-12-01', boundaries: 12, plans: 1 },
  { date: '2025-07-01', boundaries: 270, plans: 0 },
];

it('stops at every change and today', () => {
  const line = track(days, '2026-11-20');
  expect(line.stops.slice(1)).toEqual(['2020-01-01', '2024-12-01', '2025-07-01', '2026-11-20'].map(dayNumber));
  expect(line.first).toBeLessThan(dayNumber('2020-01-01'));
  expect(line.stops[0]).toBe(line.first);
  expect(share(line, line.last)).toBe(100);
  expect(share(line, line.first - 1000)).toBe(0);
});

it('keeps changes after today, and has a track without any change', () => {
  expect(track(days, '2021-01-01').last).toBe(dayNumber('2025-07-01'));
  const bare = track([], '2026-11-20');
  expect(bare.stops.at(-1)).toBe(dayNumber('2026-11-20'));
  expect(bare.first).toBeLessThan(bare.last);
});

it('steps from change to change', () => {
  const { stops } = track(days, '2026-11-20');
  const at = dayNumber('2024-06-30');
  expect(previousStop(stops, at)).toBe(dayNumber('2020-01-01'));
  expect(nextStop(stops, at)).toBe(dayNumber('2024-12-01'));
  expect(nextStop(stops, dayNumber('2026-11-20'))).toBeNull();
  expect(nearestStop(stops, dayNumber('2025-06-20'))).toBe(dayNumber('2025-07-01'));
});

it('tells what changes on a day', () => {
  expect(changesOn(days, dayNumber('2024-12-01')).boundaries).toBe(12);
  expect(changesOn(days, dayNumber('2024-12-02'))).toEqual({ date: '2024-12-02', boundaries: 0, plans: 0 });
});

it('gives days of the same boundaries the same key', () => {
  const days = [{ date: '2020-01-01', boundaries: 1, plans: 0 }, { date: '2020-05-01', boundaries: 0, plans: 3 }, { date: '2025-07-01', boundaries: 9, plans: 0 }];
  expect(vintageKey(days, '2020-05-01')).toBe(vintageKey(days, '2025-06-30'));
  expect(vintageKey(days, '2025-07-01')).not.toBe(vintageKey(days, '2025-06-30'));
  expect(vintageKey(null, '2020-05-01')).not.toBe(vintageKey(null, '2020-05-02'));
});
