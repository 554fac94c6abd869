// How much room the window has: the same parts then stand in other places, and the table has fewer columns.

function matches(query: string, tell: (yes: boolean) => void): boolean {
  if (typeof window === 'undefined') return false;
  const list = window.matchMedia(query);
  list.addEventListener('change', (event) => tell(event.matches));
  return list.matches;
}

class Layout {
  /** A phone or a small tablet: panels come from below. */
  narrow = $state(matches('(max-width: 1023px)', (yes) => (this.narrow = yes)));
  /** Too narrow for a table of all tiers. */
  oneTier = $state(matches('(max-width: 899px)', (yes) => (this.oneTier = yes)));
}

export const layout = new Layout();
