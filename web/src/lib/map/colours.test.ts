// The legend's colours come from the style.
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { blended, DEFAULT_COLOURS, statusColours } from './colours';

const fill = (opacity: number): LayerSpecification => ({
  id: 'communes-fill', type: 'fill', source: 'plancover', 'source-layer': 'communes',
  paint: {
    'fill-color': ['match', ['coalesce', ['feature-state', 'status'], ['get', 'general_status'], 'none'], 'full', '#111111', ['partial'], '#222222', 'preparing', '#333333', '#444444'],
    'fill-opacity': ['case', ['boolean', ['feature-state', 'hover'], false], 0.95, opacity],
  },
});
const style = (...layers: LayerSpecification[]): StyleSpecification => ({ version: 8, sources: {}, layers });

it('reads them from the expression', () => {
  expect(statusColours(style(fill(1)))).toEqual({ full: '#111111', partial: '#222222', preparing: '#333333', none: '#444444' });
});

it('shows them as they look over the background', () => {
  expect(blended('#000000', 0.5, '#ffffff')).toBe('#808080');
  expect(blended('rebeccapurple', 0.5, '#ffffff')).toBe('rebeccapurple');
  const seen = statusColours(style({ id: 'background', type: 'background', paint: { 'background-color': '#111111' } }, fill(0)));
  expect(seen.none).toBe('#111111');
});

it('has colours for a style it cannot read', () => {
  expect(statusColours(style())).toEqual(DEFAULT_COLOURS);
});
