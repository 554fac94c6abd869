// The hook that the page offers to tests.
import type { Map as MapLibreMap } from 'maplibre-gl';

declare global {
  interface Window {
    plancover?: { map: MapLibreMap };
  }
}
