// The state of the page that lives in its address, and the ways to change it.
import { base } from './api';
import { formatHash, NOTHING_CHOSEN, parseHash, type Shown } from './hash';
import { addressOf, hashOf } from './paths';

type Patch = Partial<Shown>;

/** The little of `window` that is needed, so that tests can stand in for it. */
export interface AddressBar {
  /** What it says, as the part after `#`, whether it stands there or in the path. */
  hash: () => string;
  write: (shown: Shown, push: boolean) => void;
  onchange: (listener: () => void) => () => void;
}

/** In the frame of another page: `/embed?unit=20&tier=zoning` says what is shown, as the part after `#` does elsewhere. */
export const embedded = typeof window !== 'undefined' && /\/embed$/.test(window.location.pathname);

export const browserAddress: AddressBar = {
  hash: () => (embedded ? window.location.hash || window.location.search.replace('?', '#') : hashOf(window.location)),
  write: (shown, push) => {
    // A frame stays what may be framed.
    const url = embedded ? `${window.location.pathname}${window.location.search}${formatHash(shown) || '#'}` : new URL(addressOf(shown) || '#', base).href;
    if (push) window.history.pushState(null, '', url);
    else window.history.replaceState(null, '', url);
  },
  onchange: (listener) => {
    window.addEventListener('popstate', listener);
    return () => window.removeEventListener('popstate', listener);
  },
};

export class AddressState {
  shown: Shown = $state.raw(parseHash(''));
  /** Grows when the reader came here by back, forward or an edited address: the map then follows the address. */
  arrivals = $state(0);
  readonly #bar: AddressBar;

  constructor(bar: AddressBar) {
    this.#bar = bar;
    this.shown = parseHash(bar.hash());
    bar.onchange(() => {
      this.shown = parseHash(bar.hash());
      this.arrivals += 1;
    });
  }

  /** A step the back button undoes: another thing is looked at. */
  go(patch: Patch): void {
    this.#change(patch, true);
  }

  /** A setting of the same view: day, tier, language, camera. */
  set(patch: Patch): void {
    this.#change(patch, false);
  }

  /** Nothing selected any more. */
  deselect(): void {
    this.go(NOTHING_CHOSEN);
  }

  #change(patch: Patch, push: boolean): void {
    const next = { ...this.shown, ...patch };
    const same = formatHash(this.shown) === formatHash(next);
    this.shown = next;
    if (!same) this.#bar.write(next, push);
  }
}
