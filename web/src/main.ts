// Starts the page.
import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { base } from './lib/api';
import { keepForLater } from './lib/kept.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });
window.addEventListener('load', () => void keepForLater(base));
