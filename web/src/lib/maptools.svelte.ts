// The map that is on the page, for the buttons and panels beside it.
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { MapControl } from './map/control';

declare global {
  interface Window {
    /** For tests and for the curious: the map of the page. */
    plancover?: { map: MapLibreMap };
  }
}

class MapTools {
  control: MapControl | null = $state.raw(null);
  /** The other map of a split view. */
  other: MapControl | null = $state.raw(null);
  /** The days of change are shown one after the other: what costs much for each day waits until they stop. */
  playing = $state(false);
  /** How far the map is zoomed in, as it last stood still; null until it is there. */
  zoom: number | null = $state(null);
}

export const mapTools = new MapTools();
