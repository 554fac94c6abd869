// The addresses of things: `units/06463?at=2025-06-30` says what `#unit=06463&at=2025-06-30` does. The server answers them with the page
// and a head of their own, so that search engines and messengers know what they are about. What a path cannot say stays after `#`.
import { isDay } from './format';
import { formatHash, type Shown } from './hash';

/** The part of a path that says which kind of thing, and the key of the same after `#`. */
const KEYS = { units: 'unit', plans: 'plan', areas: 'area', indicators: 'indicator', sources: 'source' } as const;
type Kind = keyof typeof KEYS;

/** The day shown is the server's own, though the path tells another for its unit. */
const TODAY = 'today';

export interface Place {
  /** The path of the folder under which the page is served, ending in `/`. */
  base: string;
  thing: { kind: Kind; id: string } | null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

export function placeOf(pathname: string): Place {
  const [, base = '/', kind = '', id = ''] = /^(.*\/)([a-z]+)\/([^/]+)$/.exec(pathname) ?? [];
  const name = decoded(id);
  if (Object.hasOwn(KEYS, kind)) return { base, thing: name ? { kind: kind as Kind, id: name } : null };
  return { base: pathname.replace(/[^/]*$/, ''), thing: null };
}

/** What an address shows, as the part after `#` would say it; what stands after `#` itself comes first. */
export function hashOf({ pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>): string {
  const { thing } = placeOf(pathname);
  if (!thing) return hash;
  const told = new URLSearchParams(hash.replace(/^#/, '').replace(/\+/g, '%2B'));
  const asked = new URLSearchParams(search);
  const day = asked.get('at');
  const on = day !== null && isDay(day) ? day : null;
  const other = on !== null && told.has('at') && told.get('at') !== on;
  if (!told.has(KEYS[thing.kind])) told.set(KEYS[thing.kind], thing.kind === 'units' && other ? `${thing.id}@${on}` : thing.id);
  if (on !== null && !told.has('at')) told.set('at', on);
  const lang = asked.get('lang');
  if (lang !== null && !told.has('lang')) told.set('lang', lang);
  if (thing.kind === 'indicators') told.set('view', 'indicators');
  return `#${told.toString().replace(/\+/g, '%20')}`;
}

/** The one thing that is looked at, which a path can name. */
function thingOf(shown: Shown): { kind: Kind; id: string } | null {
  if (shown.view === 'indicators') return shown.indicator === null ? null : { kind: 'indicators', id: shown.indicator };
  if (shown.source !== null) return { kind: 'sources', id: shown.source };
  if (shown.plan !== null) return { kind: 'plans', id: shown.plan };
  if (shown.area !== null) return { kind: 'areas', id: shown.area };
  if (shown.unit !== null && shown.point === null && shown.parcel === null) return { kind: 'units', id: shown.unit.code };
  return null;
}

/** The address of what is shown, below the page's own folder. */
export function addressOf(shown: Shown): string {
  const thing = thingOf(shown);
  if (!thing) return formatHash(shown);
  const rest: Shown = { ...shown, [KEYS[thing.kind]]: null, at: null, ...(thing.kind === 'indicators' ? { view: 'map' } : {}) };
  const on = thing.kind === 'units' ? (shown.unit?.on ?? shown.at) : shown.at;
  let hash = formatHash(rest);
  if (on !== shown.at) hash = `#at=${shown.at ?? TODAY}${hash.replace('#', '&')}`;
  return `${thing.kind}/${encodeURIComponent(thing.id).replace(/%3A/g, ':')}${on ? `?at=${on}` : ''}${hash}`;
}

/** What a link to one thing needs: not where the map stood, nor which part of the page it was seen in. */
export function linkTo(shown: Shown): string {
  if (!thingOf(shown)) return formatHash(shown);
  return addressOf({ ...shown, view: shown.view === 'indicators' ? 'indicators' : 'map', camera: null, kind: null, look: 'status', gaps: false, split: null, rows: 'children' });
}
