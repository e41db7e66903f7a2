/** Reports largest paint, layout shift and the slowest response once the page is hidden, in the shape App Bridge uses. */
export function watchVitals() {
  const listeners = [];
  const figures = { LCP: null, CLS: 0, INP: null };
  observe('largest-contentful-paint', (entry) => { figures.LCP = entry.startTime; });
  observe('layout-shift', (entry) => { if (!entry.hadRecentInput) figures.CLS += entry.value; });
  observe('event', (entry) => { if (entry.interactionId) figures.INP = Math.max(figures.INP ?? 0, entry.duration); }, { durationThreshold: 16 });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return;
    const metrics = Object.entries(figures).filter(([, value]) => value !== null).map(([name, value]) => ({ id: name.toLowerCase(), name, value }));
    for (const listener of listeners) listener({ metrics });
  });
  return { onReport: async (listener) => { listeners.push(listener); } };
}

function observe(type, each, options = {}) {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
  new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...options });
}
