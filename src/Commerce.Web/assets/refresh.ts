import * as Turbo from '@hotwired/turbo';

const pause = 150;
let planned = false;

/**
 * Morphs the page to its present state, once for all that ask within the pause. Waits for a form on its way, because a
 * visit would cut it off, and for a visit on its way, which is newer than what it replaces.
 */
export function refreshPage(): void {
  if (planned) return;
  planned = true;
  window.setTimeout(refreshWhenQuiet, pause);
}

// Turbo's own refresh waits after it has looked, so a form sent meanwhile was cut off: here looking and starting are one.
function refreshWhenQuiet(): void {
  planned = false;
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
