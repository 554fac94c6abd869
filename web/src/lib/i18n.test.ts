// The two dictionaries say the same things.
import { expect, it } from 'vitest';
import { dictionaries, word } from './i18n';

function keys(value: object, under = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null ? keys(inner, `${under}${key}.`) : [`${under}${key}`],
  );
}

it('has a sentence for every key in both languages', () => {
  const optional = /^(kinds|stages)\./;
  expect(keys(dictionaries.en).filter((k) => !optional.test(k)).sort()).toEqual(keys(dictionaries.vi).filter((k) => !optional.test(k)).sort());
});

it('uses composed letters only, so that words can be searched', () => {
  const text = JSON.stringify(dictionaries.vi);
  expect(text).toBe(text.normalize('NFC'));
});

it('prefers the dictionary’s word, then the server’s, then the code', () => {
  expect(word({ ward: 'Ward' }, 'ward', 'Phường')).toBe('Ward');
  expect(word({}, 'ward', 'Phường')).toBe('Phường');
  expect(word({}, 'special_zone', null)).toBe('special_zone');
});
