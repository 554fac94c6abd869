// Addresses and failures of the client.
import { expect, it } from 'vitest';
import { address, failureOf } from './api';

it('builds addresses below the page, without absent parameters', () => {
  expect(address('api/lookup', { lon: 106.5, lat: 21.5, at: '2024-06-30' })).toBe('http://localhost/api/lookup?lon=106.5&lat=21.5&at=2024-06-30');
  expect(address('/api/coverage', { unit: null, at: undefined })).toBe('http://localhost/api/coverage');
  expect(address('api/search', { q: 'dong mo & co' })).toBe('http://localhost/api/search?q=dong+mo+%26+co');
});

it('tells failures apart by what the reader can do', () => {
  expect(failureOf(404)).toBe('not_found');
  expect(failureOf(400)).toBe('bad_request');
  expect(failureOf(503)).toBe('unavailable');
  expect(failureOf(500)).toBe('server');
});
