// Styles with the tiles of a day, asked for once between two changes of boundaries.
import { afterEach, expect, it, vi } from 'vitest';
import { loadLegend } from './legend';
import { loadStyle } from './load';

afterEach(() => vi.unstubAllGlobals());

it('asks for a style once between two changes of boundaries, and gives each day its tiles', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    const { pathname, searchParams } = new URL(url);
    asked.push(pathname);
    const at = searchParams.get('at') ?? '';
    const answer = pathname.startsWith('/tiles/')
      ? { tiles: [`http://here/tiles/communes/{z}/{x}/{y}?at=${at}&v=0123456789abcdef`], maxzoom: 16 }
      : pathname.endsWith('/legend.json') ? { entries: [] } : { version: 8, sources: { plancover: { type: 'vector', url: `http://here/tiles/communes.json?at=${at}` } }, layers: [] };
    return Promise.resolve(new Response(JSON.stringify(answer)));
  });
  const tiles = async (at: string, vintage: string): Promise<unknown> => (await loadStyle('coverage-general', { at, vintage, revision: '7' })).sources['plancover'];
  expect(await tiles('2020-01-02', '2019-01-01')).toMatchObject({ tiles: ['http://here/tiles/communes/{z}/{x}/{y}?at=2020-01-02'], maxzoom: 16 });
  expect(await tiles('2020-03-04', '2019-01-01')).toMatchObject({ tiles: ['http://here/tiles/communes/{z}/{x}/{y}?at=2020-03-04'] });
  expect(asked).toEqual(['/styles/coverage-general.json', '/tiles/communes.json']);
  expect(await tiles('2026-01-01', '2025-07-01')).toMatchObject({ tiles: ['http://here/tiles/communes/{z}/{x}/{y}?at=2026-01-01'] });
  expect(asked).toHaveLength(4);
  await Promise.all([loadLegend('coverage-general', '7'), loadLegend('coverage-general', '7')]);
  expect(asked).toHaveLength(5);
});
