// Starts the page.
import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { base } from './lib/api';
import { app } from './lib/app.svelte';
import { isChosen } from './lib/hash';
import { keepForLater } from './lib/kept.svelte';

// They are looked up again by browsers, when the address may have come to name a thing.
for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=manifest], link[rel=icon]')) link.href = link.href;

// What a link leads to is needed as soon as the page is there.
if (isChosen(app.shown)) void import('./components/Chosen.svelte');
if (app.shown.unit) void import('./components/UnitPanel.svelte');

const target = document.getElementById('app');
if (target) mount(App, { target });
window.addEventListener('load', () => void keepForLater(base));
