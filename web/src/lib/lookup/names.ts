// Names without accents, and which of several places of one name is meant.
import type { SearchResult } from '../types';

const KINDS = /^(?:tinh|thanh pho|thi xa|huyen|quan|phuong|thi tran|xa|dac khu|tp|tx|tt)\.?\s+/;

/** `Thị trấn Đồng Mỏ` → `thi tran dong mo`. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase().replace(/\s+/g, ' ').trim();

export const bare = (name: string): string => folded(name).replace(KINDS, '');

export type Choice = { kind: 'one'; result: SearchResult } | { kind: 'several' | 'perhaps'; results: SearchResult[] } | { kind: 'none' };

/**
 * Places whose name is what was asked: with its kind where the reader gave one. One is opened, several are told apart by the
 * reader, and what only resembles the name is offered.
 */
export function choice(asked: string, results: readonly SearchResult[]): Choice {
  const [whole, short] = [folded(asked), bare(asked)];
  const exact = results.filter((result) => result.id === asked.trim() || folded(result.name) === whole);
  const same = exact.length > 0 && whole !== short ? exact : results.filter((result) => exact.includes(result) || (whole === short && bare(result.name) === short));
  const [only] = same;
  if (only && same.length === 1) return { kind: 'one', result: only };
  if (same.length > 1) return { kind: 'several', results: same };
  return results.length > 0 ? { kind: 'perhaps', results: [...results] } : { kind: 'none' };
}
