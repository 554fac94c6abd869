// Frames are asked for once a day and revision, and again after a failure.
import { expect, it, vi } from 'vitest';
import type { Coverage, CoverageBrief } from '../types';
import { frameOf, frameOfColumns, Frames } from './frames';

const rows = { children: [{ unit: { code: '06463' }, tiers: { general: { status: 'partial', percent: 61.4 } } }] } as unknown as Coverage;
const none = { percent: [0, null], status: ['none' as const, null] };
const coverage = { codes: ['06463', '06466'], tiers: { regional: none, general: { percent: [61.4, 100], status: ['partial', 'full'] }, zoning: none, detailed: none } } as CoverageBrief;

it('tells status and share by code', () => {
  expect(frameOf(rows).get('06463')?.general).toMatchObject({ status: 'partial', percent: 61.4 });
  const frame = frameOfColumns(coverage);
  expect(frame.get('06463')).toMatchObject({ general: { status: 'partial', percent: 61.4 }, zoning: { status: 'none', percent: 0 } });
  expect(frame.get('06466')).toMatchObject({ general: { status: 'full', percent: 100 }, zoning: { status: null, percent: null } });
});

it('asks once for a day, again for another revision', async () => {
  const ask = vi.fn(() => Promise.resolve(coverage));
  const frames = new Frames(ask);
  await Promise.all([frames.of('1', '2024-01-01'), frames.of('1', '2024-01-01')]);
  await frames.of('2', '2024-01-01');
  expect(ask).toHaveBeenCalledTimes(2);
});

it('forgets failures, and the oldest of many', async () => {
  const ask = vi.fn((at: string) => (at === 'bad' ? Promise.reject(new Error('gone')) : Promise.resolve(coverage)));
  const frames = new Frames(ask);
  await expect(frames.of('1', 'bad')).rejects.toThrow('gone');
  await expect(frames.of('1', 'bad')).rejects.toThrow('gone');
  expect(ask).toHaveBeenCalledTimes(2);
  for (let i = 0; i < 81; i += 1) await frames.of('1', String(i));
  await frames.of('1', '0');
  expect(ask).toHaveBeenCalledTimes(84);
});
