// The figures of one unit with its children and the way up; without a unit, of everything that is loaded.
import { api } from './api';
import type { Rows } from './hash';
import type { Coverage, Unit } from './types';

export interface Figures {
  coverage: Coverage;
  parents: Unit[];
}

/** One topmost unit stands for everything: its children are the first table. */
export async function figuresOf(code: string | null, at: string, rows: Rows, signal: AbortSignal): Promise<Figures> {
  const group = rows === 'children' ? null : rows;
  if (code !== null) {
    const [coverage, unit] = await Promise.all([api.coverage(code, at, signal, group), api.unit(code, at, signal)]);
    return { coverage, parents: unit.parents };
  }
  const top = await api.coverage(null, at, signal);
  const only = top.children.length === 1 ? top.children[0] : undefined;
  if (!only) return { coverage: group === null ? top : await api.coverage(null, at, signal, group), parents: [] };
  return { coverage: await api.coverage(only.unit.code, at, signal, group), parents: [] };
}
