// Which changes the back button undoes, and that the page follows the address.
import { beforeEach, describe, expect, it } from 'vitest';
import { formatHash, type Shown } from './hash';
import { AddressState, type AddressBar } from './state.svelte';

class Bar implements AddressBar {
  entries = [''];
  at = 0;
  listener: () => void = () => undefined;
  hash = (): string => this.entries[this.at] ?? '';
  write = (shown: Shown, push: boolean): void => {
    const url = formatHash(shown);
    if (push) this.entries = [...this.entries.slice(0, (this.at += 1)), url];
    else this.entries[this.at] = url;
  };
  onchange = (listener: () => void): (() => void) => {
    this.listener = listener;
    return () => undefined;
  };
  back(): void {
    this.at -= 1;
    this.listener();
  }
}

describe('the state in the address', () => {
  let bar: Bar;
  let state: AddressState;
  beforeEach(() => {
    bar = new Bar();
    bar.entries = ['#tier=zoning'];
    state = new AddressState(bar);
  });

  it('starts from the address', () => {
    expect(state.shown.tier).toBe('zoning');
  });

  it('puts a selection into the history, a setting not', () => {
    state.set({ at: '2024-06-30' });
    expect(bar.entries).toEqual(['#at=2024-06-30&tier=zoning']);
    state.go({ unit: { code: '187', on: null } });
    expect(bar.entries).toHaveLength(2);
  });

  it('follows the back button', () => {
    state.go({ unit: { code: '187', on: null } });
    state.go({ plan: 'QHC-1' });
    bar.back();
    expect(state.shown.plan).toBeNull();
    expect(state.shown.unit?.code).toBe('187');
    expect(state.arrivals).toBe(1);
  });

  it('makes no history of what changes nothing', () => {
    state.go({ tier: 'zoning' });
    expect(bar.entries).toHaveLength(1);
  });
});
