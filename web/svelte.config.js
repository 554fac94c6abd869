// Svelte settings: runes everywhere, so a forgotten rune is an error and not a silent legacy mode.
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
};
