/** Reports largest paint and layout shift once the page is hidden, in the shape App Bridge uses. */
export function watchVitals() {
  const listeners = [];
  const figures = { LCP: null, CLS: 0 };
  observe('largest-contentful-paint', (entry) => { figures.LCP = entry.startTime; });
  observe('layout-shift', (entry) => { if (!entry.hadRecentInput) figures.CLS += entry.value; });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return;
    const metrics = Object.entries(figures).filter(([, value]) => value !== null).map(([name, value]) => ({ id: name.toLowerCase(), name, value }));
    for (const listener of listeners) listener({ metrics });
  });
  return { onReport: async (listener) => { listeners.push(listener); } };
}

function observe(type, each) {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
  new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
}
