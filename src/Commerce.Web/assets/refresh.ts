import * as Turbo from '@hotwired/turbo';

const pause = 150;

/**
 * Morphs the page to its present state. Waits for a form on its way, because a visit would cut it off, and for a visit on
 * its way, because Turbo drops a refresh that comes during one: work that ends at once would never be seen to end.
 */
export function refreshPage(): void {
  if (document.querySelector('form[aria-busy="true"]')) {
    document.addEventListener('turbo:submit-end', () => window.setTimeout(refreshPage), { once: true });
    return;
  }
  if (Turbo.session.navigator.currentVisit) {
    window.setTimeout(refreshPage, pause);
    return;
  }
  Turbo.session.refresh(location.href, { method: 'morph', scroll: 'preserve' });
}
