// Each notice once, whatever answers carried it; what was told needs not be told again.
import { expect, it } from 'vitest';
import { forBanner, hasNews, merged } from './notices';

const notice = (code: string) => ({ code, vi: `${code} vi`, en: `${code} en` });

it('tells each notice once, in a fixed order', () => {
  const a = merged([[notice('b'), notice('a')], [], [notice('b')]]);
  const b = merged([[notice('b')], [notice('a')]]);
  expect(a.map((n) => n.code)).toEqual(['a', 'b']);
  expect(b).toEqual(a);
});

it('leaves to their own place what belongs to a position or an empty store', () => {
  expect(forBanner([notice('outside'), notice('no_units'), notice('no_plans')]).map((n) => n.code)).toEqual(['no_plans']);
});

it('opens again for what was not told yet', () => {
  const told = new Set(['a']);
  expect(hasNews([notice('a')], told)).toBe(false);
  expect(hasNews([notice('a'), notice('c')], told)).toBe(true);
});
