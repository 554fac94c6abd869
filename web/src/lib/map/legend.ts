// What the colours of the map mean, as the server reads it from the style: legend and map never differ.
import { getJson } from '../api';
import { Remembered } from './remembered';
import { STATUSES, type Envelope, type Status } from '../types';

export interface LegendEntry {
  value?: string;
  vi: string;
  en: string;
  color?: string;
  pattern?: 'dots' | 'hatch';
  line?: { color: string; width: number; dashes?: number[] };
  notice?: string;
}

export interface Legend extends Envelope {
  style: string;
  title: { vi: string; en: string };
  entries: LegendEntry[];
}

const legends = new Remembered<Legend>(24);

/** What the colours mean is the same on every day. */
export const loadLegend = (style: string, revision: string): Promise<Legend> => legends.of(`${revision}:${style}`, () => getJson<Legend>(`styles/${style}/legend.json`));

/** What one status looks like and is called. */
export const entryOf = (legend: Legend | null, status: Status): LegendEntry | null => legend?.entries.find(({ value }) => value === status) ?? null;

/** The colours of the statuses as custom properties for the page's own swatches and bars. */
export function statusColours(legend: Legend): [name: string, colour: string][] {
  return STATUSES.flatMap((status): [string, string][] => {
    const colour = entryOf(legend, status)?.color;
    return colour ? [[`--${status}`, colour]] : [];
  });
}
