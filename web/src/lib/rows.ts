// The table's rows: sorted as the reader asks, and written out as CSV.
import type { Lang } from './i18n';
import { folded } from './lookup/names';
import { TIERS, type CoverageRow, type Status, type Tier } from './types';

export type Column = 'name' | 'area' | `${Tier}.percent` | `${Tier}.covered`;

export interface Sorting {
  column: Column;
  descending: boolean;
}

function value(row: CoverageRow, column: Column): number {
  if (column === 'name') return 0;
  if (column === 'area') return row.area_km2;
  const [tier, what] = column.split('.') as [Tier, 'percent' | 'covered'];
  return what === 'percent' ? (row.tiers[tier].percent ?? -1) : row.tiers[tier].covered_km2;
}

/** Sorts a copy; equal rows keep the order of their names, so the same table always looks the same. */
export function sorted(rows: CoverageRow[], { column, descending }: Sorting, lang: Lang): CoverageRow[] {
  const names = new Intl.Collator(lang === 'vi' ? 'vi' : 'en', { numeric: true });
  const byName = (a: CoverageRow, b: CoverageRow): number =>
    names.compare(a.unit.name, b.unit.name) || (a.unit.code < b.unit.code ? -1 : 1);
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (column === 'name') return sign * byName(a, b);
    return sign * (value(a, column) - value(b, column)) || byName(a, b);
  });
}

/** Rows whose name or code has what the reader typed, without accents, and whose status in a tier is the chosen one. */
export function filtered(rows: CoverageRow[], text: string, status: Status | null, tier: Tier): CoverageRow[] {
  const wanted = folded(text);
  return rows.filter((row) => (status === null || row.tiers[tier].status === status) && (folded(nameOf(row, 'vi')).includes(wanted) || row.unit.code.startsWith(wanted)));
}

/** A unit that is no more is called so. */
export const nameOf = (row: CoverageRow, lang: Lang): string => row.former_name?.[lang] ?? row.unit.full_name;

/** Numbers are best read largest first, names from A: the direction of a column when it is first chosen. */
export function chosen(current: Sorting, column: Column): Sorting {
  if (current.column === column) return { column, descending: !current.descending };
  return { column, descending: column !== 'name' };
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** The status as data says it: empty where there is no land to cover, `not_supplied` where no plan of the tier is held at all. */
const statusIn = (status: Status | null, held: boolean): string => (status === 'none' && !held ? 'not_supplied' : (status ?? ''));

/**
 * Comma-separated, decimal point, rounded like the page; opens with a byte order mark so that spreadsheets read UTF-8. `held`: the tiers
 * of which the store holds a plan (null: not known); of another tier there is no "none", nothing was supplied.
 */
export function csv(rows: CoverageRow[], asOf: string, held: ReadonlySet<Tier> | null): string {
  const head = ['as_of', 'code', 'full_name', 'level', 'quality', 'area_km2'];
  for (const tier of TIERS) head.push(`${tier}_percent`, `${tier}_covered_km2`, `${tier}_status`);
  const lines = rows.map((row) => {
    const cells = [asOf, cell(row.unit.code), cell(nameOf(row, 'vi')), row.unit.level, row.unit.quality, row.area_km2.toFixed(2)];
    for (const tier of TIERS) {
      const figures = row.tiers[tier];
      cells.push(figures.percent?.toFixed(2) ?? '', figures.covered_km2.toFixed(2), statusIn(figures.status, held?.has(tier) ?? true));
    }
    return cells.join(',');
  });
  return written([head.join(','), ...lines]);
}

/** Opens with a byte order mark, so that spreadsheets read UTF-8. */
const written = (lines: readonly string[]): string => `\ufeff${lines.join('\r\n')}\r\n`;

/** Any other table of texts. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => written([head.join(','), ...rows.map((row) => row.map(cell).join(','))]);

/** Hands a table to the reader as a file. */
export function download(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
