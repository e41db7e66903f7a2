import * as Turbo from '@hotwired/turbo';
import { refreshPage } from './refresh';
import { toast } from './toasts';

/** Keeps every step of a walk inside the one document: admin navigation, error pages and stream instructions. */
export function startNavigation(): void {
  document.addEventListener('shopify:navigate', (event) => {
    const href = event.target instanceof Element ? event.target.getAttribute('href') : null;
    if (!href) return;
    event.preventDefault();
    Turbo.visit(href);
  });

  Turbo.StreamActions['toast'] = function () {
    toast(this.getAttribute('message') ?? '');
  };
  Turbo.StreamActions['visit'] = function () {
    Turbo.visit(this.getAttribute('href') ?? location.href, { action: 'advance' });
  };

  // Shopify's pages of money refuse frames. App Bridge takes `_top` over and has the admin go there; without it the
  // browser does, as this is still the owner's click.
  Turbo.StreamActions['leave'] = function () {
    window.open(this.getAttribute('href') ?? location.href, '_top');
  };

  Turbo.StreamActions['stay'] = refreshPage;

  // Turbo swaps the whole head for an error page and runs every script again, App Bridge included. Our error pages
  // are ordinary pages in the layout, so they are rendered as such.
  const view = Turbo.session.view;
  view.renderError = (snapshot, visit) => view.renderPage(snapshot, false, true, visit);

  document.addEventListener('turbo:fetch-request-error', () => {
    const banner = document.getElementById('connection-lost');
    if (banner) banner.hidden = false;
  });
  document.addEventListener('turbo:before-fetch-response', () => {
    const banner = document.getElementById('connection-lost');
    if (banner) banner.hidden = true;
  });

  // Screen readers hear where they are after a swap, and the next Tab starts in the new page. A morph leaves people
  // where they are: they may be typing.
  let swapped = false;
  document.addEventListener('turbo:render', (event) => {
    swapped = (event as CustomEvent<{ renderMethod: string }>).detail.renderMethod === 'replace';
  });
  document.addEventListener('turbo:load', () => {
    document.documentElement.classList.remove('no-script');
    if (swapped && !document.querySelector('[autofocus]')) document.getElementById('main')?.focus({ preventScroll: true });
    swapped = false;
  });
}
