// What cites a document, as the server answers it (docs/api.md), and what each of it opens.
import { getJson } from './api';
import type { Shown } from './hash';
import type { Citation, Source } from './types';

export const CITING = ['plan', 'event', 'target', 'observation', 'area', 'unit', 'lineage'] as const satisfies readonly Citation['type'][];

const MOST = 1000;

export const source = (id: string, at: string, signal?: AbortSignal): Promise<Source> => getJson<Source>(`api/sources/${encodeURIComponent(id)}`, { at, limit: MOST }, signal);

/** The thing that a citation is of. */
export function opens({ type, id, indicator, on }: Citation, at: string): Partial<Shown> {
  switch (type) {
    case 'plan':
    case 'event':
      return { plan: id };
    case 'area':
      return { area: id };
    case 'target':
      return { view: 'indicators', indicator };
    case 'observation':
      return { view: 'indicators', indicator: id };
    case 'unit':
    case 'lineage':
      // A unit that was there from a later day on is shown as it was then.
      return { unit: { code: id, on: on !== null && on > at ? on : null } };
  }
}

/** By what they are, in the order of `CITING`; what is not cited is left out. */
export const byType = (list: readonly Citation[]): [Citation['type'], Citation[]][] =>
  CITING.map((type): [Citation['type'], Citation[]] => [type, list.filter((one) => one.type === type)]).filter(([, some]) => some.length > 0);
