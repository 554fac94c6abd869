// The reader's own position, asked for once by a press; used beside the map and in the look-up.
import { app } from './app.svelte';
import { NOTHING_CHOSEN } from './hash';
import { mapTools } from './maptools.svelte';

type Problem = 'gps_denied' | 'gps_unavailable' | 'gps_unsupported';

class Locate {
  busy = $state(false);
  problem: Problem | null = $state(null);

  ask(): void {
    this.problem = null;
    if (!('geolocation' in navigator) || !window.isSecureContext) {
      this.problem = 'gps_unsupported';
      return;
    }
    this.busy = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.busy = false;
        app.address.go({ ...NOTHING_CHOSEN, point: { lon: Number(coords.longitude.toFixed(6)), lat: Number(coords.latitude.toFixed(6)) } });
        mapTools.control?.flyTo(coords.longitude, coords.latitude, 12);
      },
      (error) => {
        this.busy = false;
        this.problem = error.code === error.PERMISSION_DENIED ? 'gps_denied' : 'gps_unavailable';
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  }
}

export const locate = new Locate();
