// What the page does to the server's style before the map draws it.
import { readFileSync } from 'node:fs';
import type { StyleSpecification } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { ownAddress, parcelData, prepared, type StyleOptions } from './style';
import { GAPS_FROM } from './zooms';

const style: StyleSpecification = {
  version: 8,
  sources: { plancover: { type: 'vector', tiles: ['http://elsewhere:1/tiles/communes,plans/{z}/{x}/{y}?at=2024-06-30'] } },
  layers: [
    { id: 'background', type: 'background' },
    {
      id: 'communes-fill', type: 'fill', source: 'plancover', 'source-layer': 'communes',
      paint: { 'fill-color': ['match', ['get', 'general_status'], 'full', '#111111', ['partial'], '#222222', 'preparing', '#333333', '#444444'] },
    },
    { id: 'communes-line', type: 'line', source: 'plancover', 'source-layer': 'communes' },
    { id: 'plans-line', type: 'line', source: 'plancover', 'source-layer': 'plans' },
    { id: 'communes-label', type: 'symbol', source: 'plancover', 'source-layer': 'communes', layout: { 'text-field': ['get', 'name'] } },
  ],
};
const options: StyleOptions & { at: string } = { at: '2024-06-30', tier: 'general', base: 'http://here:2/maps/', basemap: null, highlight: { unit: '187', plan: null }, parcel: null, plans: false, gaps: false, former: null };
const ids = (of: StyleSpecification): string[] => of.layers.map((layer) => layer.id);

it('takes tiles from the page’s own origin', () => {
  expect(ownAddress('http://elsewhere:1/tiles/a/{z}/{x}/{y}?at=2024-06-30', 'http://here:2/')).toBe('http://here:2/tiles/a/{z}/{x}/{y}?at=2024-06-30');
  const source = prepared(style, options).sources['plancover'];
  expect(source?.type === 'vector' && source.tiles).toEqual(['http://here:2/maps/tiles/communes,plans/{z}/{x}/{y}?at=2024-06-30']);
});

it('lets patterns follow the state of a unit, as colours do', () => {
  const pattern: StyleSpecification = { ...style, layers: [{ id: 'communes-pattern-partial', type: 'fill', source: 'plancover', 'source-layer': 'communes', filter: ['==', ['get', 'general_status'], 'partial'], paint: { 'fill-pattern': 'dots' } }] };
  const layer = prepared(pattern, options).layers.find(({ id }) => id === 'communes-pattern-partial');
  expect(layer && 'filter' in layer).toBe(false);
  expect(layer?.type === 'fill' && layer.paint?.['fill-opacity']).toEqual(['case', ['==', ['coalesce', ['feature-state', 'status'], ['get', 'general_status'], 'none'], 'partial'], 1, 0]);
});

it('lets colours follow the state of a unit', () => {
  const layer = prepared(style, options).layers.find(({ id }) => id === 'communes-fill');
  const read: unknown = layer?.type === 'fill' ? layer.paint?.['fill-color'] : null;
  expect(Array.isArray(read) && read[1]).toEqual(['coalesce', ['feature-state', 'status'], ['get', 'general_status'], 'none']);
});

it('draws gaps of the tier only when they are asked for, under the names', () => {
  expect(prepared(style, options).sources['page-gaps']).toBeUndefined();
  const shown = prepared(style, { ...options, gaps: true });
  expect(shown.sources['page-gaps']).toMatchObject({ tiles: ['http://here:2/maps/tiles/gaps/{z}/{x}/{y}?at=2024-06-30'], minzoom: GAPS_FROM });
  expect(readFileSync(new URL('../../../../layers/gaps.toml', import.meta.url), 'utf8')).toContain(`\nmin_zoom = ${GAPS_FROM}\n`);
  expect(ids(shown).indexOf('page-gaps-fill')).toBeLessThan(ids(shown).indexOf('communes-label'));
});

it('fills districts that are no more in place of communes', () => {
  const shown = prepared(style, { ...options, former: '2025-06-30' });
  expect(shown.sources['page-former']).toMatchObject({ tiles: ['http://here:2/maps/tiles/districts,district_names/{z}/{x}/{y}?at=2025-06-30'], promoteId: { districts: 'code' } });
  expect(shown.layers.find(({ id }) => id === 'communes-fill')).toMatchObject({ source: 'page-former', 'source-layer': 'districts' });
  expect(shown.layers.find(({ id }) => id === 'communes-line')).toMatchObject({ source: 'plancover' });
});

it('draws a parcel from three corners on', () => {
  expect(parcelData([[106, 21], [107, 21]]).features).toEqual([]);
  expect(parcelData([[106, 21], [107, 21], [107, 22]]).features[0]?.geometry).toEqual({ type: 'Polygon', coordinates: [[[106, 21], [107, 21], [107, 22], [106, 21]]] });
});

it('takes the sprite from the page’s own origin', () => {
  expect(prepared({ ...style, sprite: 'http://elsewhere:1/styles/sprite' }, options).sprite).toBe('http://here:2/maps/styles/sprite');
});

it('puts highlights under the names', () => {
  const order = ids(prepared(style, options));
  expect(order.indexOf('page-chosen-districts')).toBeLessThan(order.indexOf('communes-label'));
  expect(order).not.toContain('plans-line');
});

it('adds a basemap only when one is set', () => {
  expect(ids(prepared(style, options))).not.toContain('page-basemap');
  const order = ids(prepared(style, { ...options, basemap: { url: 'https://maps.example/{z}/{x}/{y}.png', attribution: null } }));
  expect(order.slice(0, 3)).toEqual(['background', 'page-basemap', 'communes-fill']);
});

it('leaves the server’s style as it is', () => {
  const before = JSON.stringify(style);
  prepared(style, { ...options, basemap: { url: 'x', attribution: null } });
  expect(JSON.stringify(style)).toBe(before);
});
