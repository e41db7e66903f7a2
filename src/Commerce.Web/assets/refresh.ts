import * as Turbo from '@hotwired/turbo';

/** Morphs the page to its present state. Waits for a form on its way, because a visit would cut it off. */
export function refreshPage(): void {
  if (document.querySelector('form[aria-busy="true"]')) {
    document.addEventListener('turbo:submit-end', () => window.setTimeout(refreshPage), { once: true });
    return;
  }
  Turbo.session.refresh(location.href, { method: 'morph', scroll: 'preserve' });
}
