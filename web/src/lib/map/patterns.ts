// The dots and hatches of the map, drawn here pixel by pixel: nothing to download, the same as in the legend.

export interface Pattern {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

type Ink = (x: number, y: number) => number;

const DARK: [number, number, number] = [22, 48, 43];

function drawn(size: number, alpha: number, ink: Ink): Pattern {
  const data = new Uint8ClampedArray(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      data.set([...DARK, Math.round(255 * alpha * ink(x + 0.5, y + 0.5))], (y * size + x) * 4);
    }
  }
  return { width: size, height: size, data };
}

const covered = (distance: number): number => Math.min(1, Math.max(0, 0.5 - distance));

/** Diagonal lines, seamless at the edges. */
export function hatch(size = 16): Pattern {
  return drawn(size, 0.42, (x, y) => {
    const along = (x + y) % size;
    const off = Math.min(along, size - along) / Math.SQRT2;
    return covered(off - 1.1);
  });
}

/** Two dots per tile, in quincunx. */
export function dots(size = 16): Pattern {
  const centres: [number, number][] = [[size / 4, size / 4], [(3 * size) / 4, (3 * size) / 4]];
  return drawn(size, 0.34, (x, y) => Math.max(...centres.map(([cx, cy]) => covered(Math.hypot(x - cx, y - cy) - 1.5))));
}
