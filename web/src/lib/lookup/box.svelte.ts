// The one box of the look-up: what is typed, what it is read as, and what is opened.
import { app } from '../app.svelte';
import { NOTHING_CHOSEN } from '../hash';
import { searched } from '../offline';
import { Resource } from '../resource.svelte';
import type { Search, SearchResult } from '../types';
import { readBox, type Corner } from './coordinates';
import { opened, whereIs } from './found';
import { choice, type Choice } from './names';
import { crossesItself, judged, squareMetres, WGS84, type Judged } from './parcel';
import { zoneFor, type Zone } from './vn2000';

class Box {
  text = $state('');
  /** The zone the reader chose; null: the usual one of the province, where it is known. */
  epsg: number | null = $state(null);
  /** The reader has asked: what is wrong may be told now. */
  asked = $state(false);
  readonly found = new Resource<Search>();
  /** What the results are of. */
  #searched = '';
  readonly read = $derived(readBox(this.text));
  /** Null: the reader has to choose it. */
  readonly zone: Zone | null = $derived(zoneFor(this.epsg, app.site.data?.vn2000?.epsg ?? null));
  readonly corners: Corner[] | null = $derived(this.read.kind === 'corners' ? this.read.corners : null);
  readonly inMetres = $derived(this.read.kind === 'corners' && !this.read.degrees);
  readonly judged: Judged | null = $derived(this.corners && this.inMetres && this.zone ? judged(this.corners, this.zone, app.site.data?.bbox ?? null) : null);
  readonly crossing = $derived(this.corners !== null && crossesItself(this.corners));
  readonly squareMetres = $derived(this.corners && this.inMetres && this.zone ? squareMetres({ epsg: this.zone.epsg, corners: this.corners }) : null);
  readonly choice: Choice | null = $derived(this.read.kind === 'name' && this.found.data && !this.found.loading ? choice(this.read.text, this.found.data.results) : null);

  typed(text: string): void {
    this.text = text;
    this.asked = false;
    if (this.read.kind !== 'name') this.found.clear();
  }

  /** Looks for the name while it is typed. */
  search(): void {
    if (this.read.kind !== 'name' || !app.at) return;
    const [name, at] = [this.read.text, app.at];
    if (this.#searched === `${name}@${at}` && this.found.data) return;
    this.#searched = `${name}@${at}`;
    this.found.load((signal) => searched(name.slice(0, 200), at, signal).then((answer) => {
      // Asked for before the answer was there: one place of the name is opened at once.
      const only = choice(name, answer.results);
      if (this.asked && only.kind === 'one') queueMicrotask(() => this.open(only.result));
      return answer;
    }));
  }

  submit(): void {
    this.asked = true;
    const { read } = this;
    if (read.kind === 'position') {
      app.address.go({ ...NOTHING_CHOSEN, point: { lon: Number(read.lon.toFixed(6)), lat: Number(read.lat.toFixed(6)) } });
      app.bring = true;
    } else if (read.kind === 'corners' && !this.crossing) {
      if (read.degrees) app.address.go({ ...NOTHING_CHOSEN, parcel: { epsg: WGS84, corners: read.corners } });
      else if (this.zone && this.judged?.inside) app.address.go({ ...NOTHING_CHOSEN, parcel: { epsg: this.zone.epsg, corners: read.corners } });
      else return;
      app.bring = true;
    } else if (read.kind === 'name') {
      if (this.choice?.kind === 'one') this.open(this.choice.result);
      else this.search();
    }
  }

  open(result: SearchResult): void {
    app.address.go(opened(result, app.at));
    app.wanted = whereIs(result);
    app.bring = app.wanted === null;
    this.clear();
  }

  clear(): void {
    this.text = '';
    this.asked = false;
    this.found.clear();
  }
}

export const box = new Box();
