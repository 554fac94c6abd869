// Keeps the page and what was looked up for when there is no network: always the server's answer first, the kept one only without it.
const KEPT = 'plancover-1';
/** Packs that the reader keeps (`src/lib/pack/shelf.ts`): never removed here. */
const SHELF = 'plancover-packs';
const MOST = 400;

/** The path below the page's own folder. */
const below = ({ pathname }) => pathname.replace(new URL('./', self.location).pathname, '');

/** The address of one thing: without a network it is answered by the page itself, as its own address is. */
const ofThing = (url) => /^(?:units|plans|areas|indicators|sources)\/[^/]+$/.test(below(url));

/** What is worth keeping: the page's own files, answers, styles and tiles; never packs, exports or pictures. */
const worth = (url) => /^(?:$|index\.html|assets\/|favicon|manifest|api\/(?!docs|openapi|packs\/)|styles\/|tiles\/)/.test(below(url));

/** What may go to make room: without its own files the page would not open at all. */
const passing = (url) => /^(?:api|styles|tiles)\//.test(below(url));

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener('activate', (event) =>
  event.waitUntil((async () => {
    // Other programs of the same origin have their own.
    for (const name of await caches.keys()) if (name.startsWith('plancover-') && name !== KEPT && name !== SHELF) await caches.delete(name);
    await self.clients.claim();
  })()));

async function keep(request, response) {
  const cache = await caches.open(KEPT);
  await cache.put(request, response);
  const keys = (await cache.keys()).filter(({ url }) => passing(new URL(url)));
  // The oldest go first.
  for (const key of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(key);
}

/** The page as it was kept, told where its files are: the address of a thing lies one folder below. */
async function page() {
  const kept = await caches.match(new URL('./', self.location).href, { ignoreVary: true });
  if (!kept) return undefined;
  const text = await kept.text();
  const headers = new Headers([...kept.headers, ['x-kept', '1']]);
  for (const name of ['content-length', 'content-encoding', 'etag']) headers.delete(name);
  return new Response(text.replace(/((?:href|src)=")\.\//g, '$1../'), { status: 200, headers });
}

async function answerThing(request) {
  try {
    return await fetch(request);
  } catch (cause) {
    const kept = await page();
    if (kept) return kept;
    throw cause;
  }
}

async function answer(event) {
  const { request } = event;
  const named = /\/assets\//.test(new URL(request.url).pathname);
  // A file whose name has a hash never changes.
  const found = named ? await caches.match(request) : undefined;
  if (found) return found;
  try {
    const response = await fetch(request);
    if (response.status === 200) event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (cause) {
    const kept = await caches.match(request, { ignoreVary: true });
    // The page tells its reader that this is no answer of now.
    if (kept) return new Response(kept.body, { status: 200, headers: [...kept.headers, ['x-kept', '1']] });
    throw cause;
  }
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate' && ofThing(url)) event.respondWith(answerThing(event.request));
  else if (worth(url)) event.respondWith(answer(event));
});

// What was loaded before there was anybody to keep it.
self.addEventListener('message', (event) => {
  const urls = Array.isArray(event.data?.keep) ? event.data.keep : [];
  event.waitUntil(Promise.allSettled(urls.map(async (address) => {
    const url = new URL(address);
    if (url.origin !== self.location.origin || !worth(url) || (await caches.match(address))) return;
    const response = await fetch(address);
    if (response.status === 200) await keep(new Request(address), response);
  })));
});
