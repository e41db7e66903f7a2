import { onCLS, onINP, onLCP } from 'web-vitals';
import { bridge, framed, type Metric } from './bridge';

const kept: Record<string, string> = { LCP: 'lcp', CLS: 'cls', INP: 'inp' };

/**
 * Reports how fast this document was: as App Bridge measures it when framed, as the browser does otherwise. A document
 * counts for the page it began on, however far the walk inside it goes; so do Shopify's own figures.
 */
export function reportVitals(): void {
  const route = document.querySelector<HTMLMetaElement>('meta[name="route"]')?.content;
  if (!route) return;
  const id = crypto.randomUUID();
  const report = (metrics: readonly Metric[]): void => send(id, route, metrics);
  const measured = framed() ? bridge()?.webVitals : undefined;
  if (measured?.onReport) {
    void measured.onReport((payload) => report(payload.metrics));
    return;
  }
  for (const watch of [onLCP, onCLS, onINP]) watch((metric) => report([metric]));
}

// Not a beacon: a beacon carries no bearer. `keepalive` lets the request outlive the page in the same way.
function send(id: string, route: string, metrics: readonly Metric[]): void {
  const figures = metrics.filter((metric) => kept[metric.name]).map((metric) => [kept[metric.name], metric.value]);
  if (figures.length === 0) return;
  const body = JSON.stringify({ id, route, ...Object.fromEntries(figures) });
  // A figure that is lost is no error for anybody.
  window.fetch('/vitals', { method: 'POST', keepalive: true, headers: { 'Content-Type': 'application/json' }, body }).catch(() => undefined);
}
