// Answers that are asked for once: what was asked before is there at once, and the oldest makes room.

export class Remembered<T> {
  readonly #kept = new Map<string, Promise<T>>();
  readonly #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  /** The answer of a key; what failed is asked for again the next time. */
  of(key: string, ask: () => Promise<T>): Promise<T> {
    const found = this.#kept.get(key) ?? ask();
    this.#kept.delete(key);
    this.#kept.set(key, found);
    found.catch(() => this.#kept.get(key) === found && this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#room) break;
      this.#kept.delete(oldest);
    }
    return found;
  }
}
