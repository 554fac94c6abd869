// Every style of the server is valid by the specification's own validator, and draws layers that exist.
/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { validateStyleMin, type StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { expect, it } from 'vitest';

const root = new URL('../../../../', import.meta.url);
const names = (folder: string): string[] => readdirSync(new URL(folder, root)).sort();
const styles = names('styles/').filter((name) => name.endsWith('.json'));
const layers = names('layers/').map((name) => name.replace('.toml', ''));

it('finds the styles and layers', () => {
  expect(styles).toContain('coverage-general.json');
  expect(layers).toContain('communes');
});

it.each(styles)('%s', (name) => {
  const text = readFileSync(new URL(`styles/${name}`, root), 'utf8').replaceAll('{base}', 'http://localhost').replaceAll('{query}', '');
  const style = JSON.parse(text) as StyleSpecification;
  expect(validateStyleMin(style).map((error) => error.message)).toEqual([]);
  const source = style.sources['plancover'];
  const served = source?.type === 'vector' ? (/tiles\/(.*)\.json/.exec(source.url ?? '')?.[1] ?? '').split(',') : [];
  for (const layer of served) expect(layers).toContain(layer);
  for (const layer of style.layers) if ('source-layer' in layer) expect(served).toContain(layer['source-layer']);
});

it('would see what is wrong', () => {
  const wrong = { version: 8, sources: {}, layers: [{ id: 'a', type: 'fill', source: 'none', paint: { 'fill-colour': 'red' } }] };
  expect(validateStyleMin(wrong as unknown as StyleSpecification).length).toBeGreaterThan(0);
});
