// Geometry of the page's small charts: days across, shares up, steps that hold until the next day.
import { dayNumber, isoDay } from './format';

export interface Spot {
  date: string;
  percent: number;
}

export interface Frame {
  from: number;
  to: number;
  width: number;
  height: number;
  /** The share at the upper edge. */
  top: number;
}

/** A frame around days, wide enough for all of them; the upper edge is a round share, never above 100. */
export function frameAround(dates: string[], shares: number[], width: number, height: number): Frame {
  const days = dates.map(dayNumber);
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const most = Math.max(0, ...shares);
  const top = [5, 10, 20, 25, 50, 100].find((edge) => most <= edge) ?? 100;
  return { from, to: to > from ? to : from + 1, width, height, top };
}

export const across = ({ from, to, width }: Frame, date: string): number => (width * (dayNumber(date) - from)) / (to - from);

export const up = ({ height, top }: Frame, percent: number): number => height - (height * Math.min(percent, top)) / top;

const round = (value: number): number => Math.round(value * 10) / 10;

/** A share holds from its day to the next, and the last one to `until`. */
export function steps(spots: readonly Spot[], frame: Frame, until: string): string {
  const [first] = spots;
  if (!first) return '';
  let path = `M${round(across(frame, first.date))} ${round(up(frame, first.percent))}`;
  for (const spot of spots.slice(1)) path += `H${round(across(frame, spot.date))}V${round(up(frame, spot.percent))}`;
  return `${path}H${round(across(frame, until))}`;
}

/** The first days of years inside the frame, few enough to be read. */
export function years({ from, to }: Frame, most: number): string[] {
  const [first, last] = [Number(isoDay(from).slice(0, 4)) + 1, Number(isoDay(to).slice(0, 4))];
  const every = Math.max(1, Math.ceil((last - first + 1) / most));
  const list: string[] = [];
  for (let year = Math.ceil(first / every) * every; year <= last; year += every) list.push(`${year}-01-01`);
  return list;
}
