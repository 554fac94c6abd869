// The room that the page's own parts leave of the map, read from the elements themselves.

export interface Padding { top: number; right: number; bottom: number; left: number }

/** From the middle of the map to the middle of the part that nothing covers. */
export const middle = ({ top, right, bottom, left }: Padding): [number, number] => [(left - right) / 2, (top - bottom) / 2];

export function paddingOf(container: HTMLElement): Padding {
  const own = container.getBoundingClientRect();
  const pad = { top: 24, right: 24, bottom: 24, left: 24 };
  for (const element of document.querySelectorAll<HTMLElement>('[data-covers]')) {
    const box = element.getBoundingClientRect();
    const beside = box.right <= own.left || box.left >= own.right || box.bottom <= own.top || box.top >= own.bottom;
    if (box.width === 0 || box.height === 0 || beside) continue;
    if (element.dataset['covers'] === 'left') pad.left = Math.max(pad.left, box.right - own.left + 16);
    if (element.dataset['covers'] === 'right') pad.right = Math.max(pad.right, own.right - box.left + 16);
    if (element.dataset['covers'] === 'bottom') pad.bottom = Math.max(pad.bottom, own.bottom - box.top + 16);
    if (element.dataset['covers'] === 'top') pad.top = Math.max(pad.top, box.bottom - own.top + 16);
  }
  const room = (a: number, b: number, all: number): number => (a + b > all * 0.8 ? (all * 0.8) / (a + b) : 1);
  const across = room(pad.left, pad.right, own.width);
  const down = room(pad.top, pad.bottom, own.height);
  return { top: pad.top * down, bottom: pad.bottom * down, left: pad.left * across, right: pad.right * across };
}
