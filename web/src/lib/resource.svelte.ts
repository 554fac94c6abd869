// One thing being loaded: the last good answer, whether a newer one is on its way, and why it failed.
import { ApiFailure } from './api';

type Job<T> = (signal: AbortSignal) => Promise<T>;

export class Resource<T> {
  data: T | null = $state.raw(null);
  failure: ApiFailure | null = $state.raw(null);
  loading = $state(false);
  #running: AbortController | null = null;
  #job: Job<T> | null = null;

  /** Starts loading; an earlier load that has not ended is given up. The old answer stays until the new one is there. */
  load(job: Job<T>): void {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#job = job;
    this.loading = true;
    job(running.signal).then(
      (data) => {
        if (this.#running !== running) return;
        this.data = data;
        this.failure = null;
        this.loading = false;
      },
      (cause: unknown) => {
        if (this.#running !== running) return;
        this.failure = cause instanceof ApiFailure ? cause : new ApiFailure('server', null, 0);
        this.loading = false;
      },
    );
  }

  retry(): void {
    if (this.#job) this.load(this.#job);
  }

  /** Forgets everything: what is asked for next is another thing. */
  clear(): void {
    this.#running?.abort();
    this.#running = null;
    this.#job = null;
    this.data = null;
    this.failure = null;
    this.loading = false;
  }
}
