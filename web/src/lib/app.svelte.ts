// What the whole page shares: the address, the language, the site, the day, and the notices of all answers.
import { untrack } from 'svelte';
import { api } from './api';
import { dictionaries, rememberLang, rememberedLang, type Dictionary, type Lang } from './i18n';
import { kept } from './kept.svelte';
import type { Legend } from './map/legend';
import { merged } from './notices';
import { Resource } from './resource.svelte';
import { AddressState, browserAddress } from './state.svelte';
import { vintageKey } from './timeline';
import type { Bbox, Coverage, Notice, Site, Status, Tier, Timeline } from './types';

const POLL_MS = 15_000;

class App {
  readonly address = new AddressState(browserAddress);
  readonly site = new Resource<Site>();
  readonly timeline = new Resource<Timeline>();
  /** The topmost units and their figures. */
  readonly top = new Resource<Coverage>();
  /** Asked for by a panel or the search; the map follows and sets it back to null. */
  wanted: Bbox | null = $state.raw(null);
  /** The unit outlined on the map, and a pin where no clicked position is: set by the open panel. */
  outlined: string | null = $state(null);
  pin: { lon: number; lat: number } | null = $state.raw(null);
  /** What the thing looked at is called: the title of the window. */
  called: string | null = $state(null);
  /** An open panel has its answer: what is heavy may be loaded now. */
  answered = $state(false);
  /** The next thing opened shall be brought into view once it is known where it is. */
  bring = $state(false);
  /** What the colours of the map mean; null until it is drawn. */
  legend: Legend | null = $state.raw(null);
  /** Plan boundaries on the map: the reader's switch. */
  plansVisible = $state(false);
  #notices: Record<string, Notice[]> = $state.raw({});

  readonly shown = $derived(this.address.shown);
  readonly lang: Lang = $derived(this.address.shown.lang ?? rememberedLang() ?? 'vi');
  readonly t: Dictionary = $derived(dictionaries[this.lang]);
  /** The day asked about: the one in the address, else the server's today. Empty until the site is known. */
  readonly at: string = $derived(this.address.shown.at ?? this.site.data?.today ?? '');
  readonly #revision = $derived(this.site.data?.revision ?? null);
  readonly title: string = $derived((this.lang === 'en' ? this.site.data?.title_en : null) ?? this.site.data?.title ?? this.t.app_name);
  /** What the map is of: the one topmost unit; several have no common name here. */
  readonly place: string = $derived(this.top.data?.children.length === 1 ? (this.top.data.children[0]?.unit.full_name ?? '') : '');
  readonly notices: Notice[] = $derived(merged(Object.values(this.#notices)));
  readonly noPlans = $derived(this.notices.some((n) => n.code === 'no_plans'));
  readonly noUnits = $derived(this.notices.some((n) => n.code === 'no_units'));

  /** Read by all that load: they do so anew with another revision, and when the server is reached again after kept answers. */
  get revision(): number | null {
    void kept.round;
    return this.#revision;
  }

  /** Keeps the site fresh: every 15 s, and whenever the reader comes back to the page. */
  start(): () => void {
    this.refresh();
    const timer = setInterval(() => document.visibilityState === 'visible' && this.refresh(), POLL_MS);
    const seen = (): void => {
      if (document.visibilityState === 'visible') this.refresh();
    };
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('focus', seen);
    window.addEventListener('online', seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('focus', seen);
      window.removeEventListener('online', seen);
    };
  }

  #topOf = '';

  /** Several topmost units have no common figure on the page: between two changes of boundaries one answer does, however many days are played. */
  loadTop(): void {
    const { at, revision } = this;
    if (!at || revision === null) return;
    const of = `${revision}.${kept.round}@${vintageKey(untrack(() => this.timeline.data?.days ?? null), at)}`;
    const held = untrack(() => (this.top.data?.children.length ?? 0) > 1 && this.top.failure === null && of === this.#topOf);
    if (held) return;
    this.#topOf = of;
    this.top.load((signal) => api.coverage(null, at, signal));
  }

  loadTimeline(): void {
    this.timeline.load((signal) => api.timeline(signal));
  }

  refresh(): void {
    if (this.site.loading) return;
    this.site.load((signal) => api.site(signal));
  }

  setLang(lang: Lang): void {
    rememberLang(lang);
    this.address.set({ lang });
  }

  /** Whether there are districts no more on a day. */
  noDistricts(at: string): boolean {
    const until = this.site.data?.districts_until;
    return until !== undefined && at >= until;
  }

  /** Today needs no place in the address: such a link stays about today. */
  setDay(at: string): void {
    this.address.set({ at: at === this.site.data?.today ? null : at });
  }

  setTier(tier: Tier): void {
    this.address.set({ tier });
  }

  /** A status in words; where no plan at all is loaded, "none" would claim too much. */
  status(status: Status | null): string {
    if (status === null) return this.t.not_supplied;
    return status === 'none' && this.noPlans ? this.t.not_supplied : this.t.statuses[status];
  }

  /** What an open panel found: shown on the map if it was asked to be brought into view. */
  found(bbox: Bbox | null): void {
    untrack(() => {
      if (this.bring && bbox) this.wanted = bbox;
      this.bring = false;
    });
  }

  /** Used in an effect: the name of what an open panel is about, until it is about something else. */
  call(name: string | null | undefined): () => void {
    const own = name ?? null;
    this.called = own;
    return () => {
      if (this.called === own) this.called = null;
    };
  }

  tell(source: string, notices: Notice[] | null | undefined): void {
    untrack(() => {
      if (source === 'panel' && notices) this.answered = true;
      const { [source]: _, ...others } = this.#notices;
      this.#notices = notices && notices.length > 0 ? { ...others, [source]: notices } : others;
    });
  }
}

export const app = new App();
