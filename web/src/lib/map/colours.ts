// The colours of the four statuses as the reader sees them, read from the style: legend and map never differ.
import type { StyleSpecification } from 'maplibre-gl';
import { STATUSES, type Status } from '../types';

export type StatusColours = Record<Status, string>;

export const DEFAULT_COLOURS: StatusColours = { full: '#1f6fa8', partial: '#8fc3e4', preparing: '#f0c050', none: '#dedbd4' };

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

/** A colour that lets what is below it shine through, as one opaque colour; what is not hexadecimal stays as it is. */
export function blended(colour: string, opacity: number, below: string): string {
  const [over, under] = [HEX.exec(colour), HEX.exec(below)];
  if (!over || !under) return colour;
  const mixed = [1, 2, 3].map((i) => {
    const [a, b] = [parseInt(over[i] ?? '0', 16), parseInt(under[i] ?? '0', 16)];
    return Math.round(a * opacity + b * (1 - opacity)).toString(16).padStart(2, '0');
  });
  return `#${mixed.join('')}`;
}

/** The number a `case` ends with is the one that holds while nothing is pointed at. */
function opacityOf(value: unknown): number {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'number' ? last : 1;
}

export function statusColours(style: StyleSpecification): StatusColours {
  const found = { ...DEFAULT_COLOURS };
  const fill = style.layers.find((layer) => layer.id === 'communes-fill');
  const expression: unknown = fill?.type === 'fill' ? fill.paint?.['fill-color'] : undefined;
  if (fill?.type !== 'fill' || !Array.isArray(expression) || expression[0] !== 'match') return found;
  const otherwise: unknown = expression.at(-1);
  if (typeof otherwise === 'string') found.none = otherwise;
  for (let i = 2; i + 1 < expression.length; i += 2) {
    const labels: unknown[] = [expression[i]].flat();
    const colour: unknown = expression[i + 1];
    for (const status of STATUSES) if (labels.includes(status) && typeof colour === 'string') found[status] = colour;
  }
  const ground = style.layers.find((layer) => layer.type === 'background');
  const below: unknown = ground?.type === 'background' ? ground.paint?.['background-color'] : undefined;
  const opacity = opacityOf(fill.paint?.['fill-opacity']);
  for (const status of STATUSES) found[status] = blended(found[status], opacity, typeof below === 'string' ? below : '#ffffff');
  return found;
}
