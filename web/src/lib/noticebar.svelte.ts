// Whether the notices are told in full or made small; something not told before opens them again.
import { app } from './app.svelte';
import { forBanner, hasNews } from './notices';
import type { Notice } from './types';

class NoticeBar {
  #told: ReadonlySet<string> = $state.raw(new Set());
  readonly notices: Notice[] = $derived(forBanner(app.notices));
  readonly open = $derived(hasNews(this.notices, this.#told));

  collapse(): void {
    this.#told = new Set([...this.#told, ...this.notices.map((notice) => notice.code)]);
  }

  expand(): void {
    this.#told = new Set();
  }
}

export const noticeBar = new NoticeBar();
