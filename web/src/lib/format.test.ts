// How figures, days and scales are written, in both languages.
import { describe, expect, it } from 'vitest';
import { day, dayBefore, decimal, deviceDay, isDay, isoDay, dayNumber, km2, percent, position, scale } from './format';

describe('numbers', () => {
  it('has two decimals and the separators of the language', () => {
    expect(decimal(1234.56, 'vi')).toBe('1.234,56');
    expect(decimal(1234.56, 'en')).toBe('1,234.56');
    expect(decimal(8333.669, 'vi')).toBe('8.333,67');
    expect(decimal(5, 'en')).toBe('5.00');
  });

  it('never writes minus zero', () => {
    expect(decimal(-0.001, 'vi')).toBe('0,00');
    expect(decimal(-0, 'en')).toBe('0.00');
    expect(decimal(-1.5, 'vi')).toBe('-1,50');
  });

  it('writes shares, areas and scales', () => {
    expect(percent(61.4, 'vi')).toBe('61,40%');
    expect(km2(9.6, 'vi')).toBe('9,60\u00a0km²');
    expect(scale(5000, 'vi')).toBe('1:5.000');
    expect(scale(500, 'en')).toBe('1:500');
  });
});

describe('days', () => {
  it('writes a calendar day in no time zone', () => {
    expect(day('2024-06-30', 'vi')).toBe('30/06/2024');
    expect(day('2024-06-30', 'en')).toBe('30 Jun 2024');
  });

  it('tells the last day in force', () => {
    expect(dayBefore('2025-07-01')).toBe('2025-06-30');
    expect(dayBefore('2024-03-01')).toBe('2024-02-29');
  });

  it('has today as the device has it', () => {
    const now = (offset: number): Date => Object.assign(new Date('2026-01-01T20:00:00Z'), { getTimezoneOffset: () => offset });
    expect([now(-420), now(0), now(480), now(1201)].map(deviceDay)).toEqual(['2026-01-02', '2026-01-01', '2026-01-01', '2025-12-31']);
  });

  it('knows what a day is', () => {
    expect(isDay('2024-02-29')).toBe(true);
    for (const wrong of ['2023-02-29', '2024-6-30', '30/06/2024', '', 'today']) expect(isDay(wrong)).toBe(false);
  });

  it('counts days there and back', () => {
    for (const iso of ['1970-01-01', '2000-02-29', '2026-11-20']) expect(isoDay(dayNumber(iso))).toBe(iso);
  });
});

describe('positions', () => {
  it('names the directions in the language', () => {
    expect(position(106.57, 21.66, 'vi')).toBe('21,66000°\u00a0B · 106,57000°\u00a0Đ');
    expect(position(-3.1, -40, 'en')).toBe('40.00000°\u00a0S · 3.10000°\u00a0W');
  });
});
