// The mark of kept answers, and which of the browser's copies may go.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { kept } from './kept.svelte';

const answer = (headers: Record<string, string> = {}): Response => new Response('{}', { headers });

it('stays until the site itself answers again; what is shown is then asked for anew', () => {
  const before = kept.round;
  kept.tell(answer({ 'x-kept': '1' }), 'api/lookup');
  kept.tell(answer(), 'api/search');
  expect([kept.shown, kept.round]).toEqual([true, before]);
  kept.tell(answer(), 'api/site');
  expect([kept.shown, kept.round]).toEqual([false, before + 1]);
  kept.tell(answer(), 'api/site');
  expect(kept.round).toBe(before + 1);
});

interface Rules { worth: (url: URL) => boolean; passing: (url: URL) => boolean }

describe.each(['https://plans.example/', 'https://plans.example/maps/tiles/'])('the worker at %s', (base) => {
  const { worth, passing } = runInNewContext(`${readFileSync(new URL('../../public/sw.js', import.meta.url), 'utf8')}; ({ worth, passing })`, {
    URL, self: { location: new URL('sw.js', base), addEventListener: () => undefined },
  }) as Rules;
  const which = (rule: (url: URL) => boolean, paths: string[]): string[] => paths.filter((path) => rule(new URL(path, base)));
  const page = ['', 'index.html', 'assets/index-1.js', 'favicon.svg'];
  const answers = ['api/site', 'api/lookup?lon=106.7&lat=21.8', 'styles/coverage-general.json', 'tiles/communes/8/203/110'];
  const downloads = ['api/packs/180', 'api/packs/180/manifest.json', 'api/docs', 'ogc/collections/plans/items', 'ogc/tiles/8/203/110', 'ogc/api/x', 'maps/coverage-general.png'];
  it('keeps the page and its answers, never downloads', () => expect(which(worth, [...page, ...answers, ...downloads])).toEqual([...page, ...answers]));
  it('makes room by answers only', () => expect(which(passing, [...page, ...answers])).toEqual(answers));
});
