import * as Turbo from '@hotwired/turbo';

const pause = 150;
let planned = 0;

/**
 * Morphs the page to its present state, once for all that ask within the pause. Waits for a form on its way, because a
 * visit would cut it off, and for a visit on its way, which is newer than what it replaces.
 */
export function refreshPage(): void {
  if (planned === 0) planned = window.setTimeout(refreshWhenQuiet, pause);
}

// What a form brings back, such as another page, comes first.
document.addEventListener('turbo:submit-end', () => {
  if (planned === 0) return;
  window.clearTimeout(planned);
  planned = window.setTimeout(refreshWhenQuiet, pause);
});

// Turbo's own refresh waits after it has looked, so a form sent meanwhile was cut off: here looking and starting are one.
function refreshWhenQuiet(): void {
  planned = 0;
  if (document.querySelector('form[aria-busy="true"]') || Turbo.session.navigator.currentVisit) {
    refreshPage();
    return;
  }
  Turbo.session.visit(location.href, {
    action: 'replace',
    shouldCacheSnapshot: false,
    refresh: { method: 'morph', scroll: 'preserve' },
  });
}
