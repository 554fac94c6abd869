// Open issues of the data as the server tells them (docs/api.md), and as a table to take along.
import { getJson } from './api';
import type { Lang } from './i18n';
import { table } from './rows';
import type { Finding, Findings, KindCount } from './types';

export const PAGE = 50;
const ALL = 1000;

export interface IssuesWish {
  unit: string | null;
  kind: string | null;
  at: string;
}

export const findings = ({ unit, kind, at }: IssuesWish, offset: number, signal?: AbortSignal, limit = PAGE): Promise<Findings> =>
  getJson<Findings>('api/findings', { about: 'all', unit, kind, at, limit, offset }, signal);

/** Every finding that matches, for a table. */
export async function allFindings(wish: IssuesWish, signal?: AbortSignal): Promise<Finding[]> {
  const found: Finding[] = [];
  for (let offset = 0; ; offset += ALL) {
    const answer = await findings(wish, offset, signal, ALL);
    found.push(...answer.findings);
    if (answer.next === null) return found;
  }
}

export function issuesCsv(list: readonly Finding[], asOf: string, lang: Lang): string {
  const head = ['as_of', 'kind', 'severity', 'found', 'plans', 'units', 'area_km2', 'since', 'rule', 'source'];
  return table(head, list.map((one) => [
    asOf, one.kind, one.severity, one[lang], one.plans.map(({ id }) => id).join(' '), one.units.join(' '), one.area_km2?.toFixed(4) ?? '', one.since, one.rule[lang], one.source,
  ]));
}

/** The first rows of pages around the one that is shown; null stands for those left out. */
export function pages(total: number, offset: number, size = PAGE): (number | null)[] {
  const last = Math.max(0, Math.ceil(total / size) - 1);
  const now = Math.min(Math.floor(offset / size), last);
  const wanted = [...new Set([0, now - 1, now, now + 1, last])].filter((page) => page >= 0 && page <= last).sort((a, b) => a - b);
  return wanted.flatMap((page, i) => (i > 0 && page - (wanted[i - 1] ?? 0) > 1 ? [null, page * size] : [page * size]));
}

/** How many there are of a kind. */
export const countOf = (counts: readonly KindCount[], kind: string): number => counts.find((one) => one.kind === kind)?.count ?? 0;
