// The tiers of which the store holds a plan at all, whatever its day: tells "there is none" from "nothing was supplied".
import { untrack } from 'svelte';
import { api } from '../api';
import { app } from '../app.svelte';
import { Resource } from '../resource.svelte';
import { TIERS, type Tier } from '../types';

class Held {
  readonly #answer = new Resource<ReadonlySet<Tier>>();
  #revision: number | null = null;
  /** Null while it is not known. */
  readonly tiers: ReadonlySet<Tier> | null = $derived(this.#answer.data);

  /** Neither an answer nor a failure yet. */
  readonly pending: boolean = $derived(this.#answer.data === null && this.#answer.failure === null);

  /** Asks once per revision, in an effect of whoever needs it; after a failure again whenever the site was reached. */
  ask(): void {
    const revision = app.site.data?.revision ?? null;
    const failed = untrack(() => this.#answer.failure !== null);
    if (revision === null || (revision === this.#revision && !failed)) return;
    this.#revision = revision;
    this.#answer.load(async (signal) => {
      // `total` counts the plans of every day, those not yet begun and those ended too.
      const totals = await Promise.all(TIERS.map((tier) => api.plansHeld(tier, signal)));
      return new Set(TIERS.filter((_, i) => (totals[i] ?? 0) > 0));
    });
  }
}

export const held = new Held();
