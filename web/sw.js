// Keeps the page for when there is no network. The build writes which files there are; the
// name of the store changes with them.
// @ts-check

(() => {
  const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const store = "fixtext-VERSION";
  /** @type {string[]} */
  const files = [/* FILES */];

  // Names of large files change with what is in them: what the page has fetched will do.
  const requests = () => files.map(name => new Request(name, { cache: name.endsWith(".bin") ? "force-cache" : "no-cache" }));

  scope.addEventListener("install", event => event.waitUntil(
    caches.open(store).then(cache => cache.addAll(requests())).then(() => scope.skipWaiting())));
  scope.addEventListener("activate", event => event.waitUntil(
    caches.keys().then(names => Promise.all(names.filter(n => n !== store).map(n => caches.delete(n)))).then(() => scope.clients.claim())));
  scope.addEventListener("fetch", event => event.respondWith(
    caches.open(store).then(cache => cache.match(event.request, { ignoreSearch: true })).then(kept => kept ?? fetch(event.request))));
})();
