const added = ['embedded', 'hmac', 'host', 'id_token', 'locale', 'session', 'shop', 'timestamp'];

/** Keeps the admin's address and title in step with the app's. */
export function followLocation(parent) {
  let last = '';
  const report = () => {
    const address = new URL(window.location.href);
    for (const name of added) address.searchParams.delete(name);
    const path = `${address.pathname}${address.search}${address.hash}`;
    const state = `${path}\n${document.title}`;
    if (state === last) return;
    last = state;
    parent.send('location', { path, title: document.title });
  };
  for (const name of ['pushState', 'replaceState']) {
    const plain = window.history[name];
    window.history[name] = function change(...values) {
      plain.apply(this, values);
      report();
    };
  }
  for (const name of ['popstate', 'hashchange', 'load']) window.addEventListener(name, report);
  for (const name of ['DOMContentLoaded', 'turbo:load', 'turbo:render']) document.addEventListener(name, report);
  new MutationObserver(report).observe(document.documentElement, { childList: true, subtree: true });
}

/** `s-app-nav`: its links are shown in the admin's own navigation, never in the page. */
export function defineAppNavigation(parent) {
  class AppNavigation extends HTMLElement {
    #watch = new MutationObserver(() => this.#report());

    connectedCallback() {
      this.style.display = 'none';
      this.#watch.observe(this, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['href'] });
      this.#report();
    }

    disconnectedCallback() {
      this.#watch.disconnect();
    }

    #report() {
      const links = [...this.querySelectorAll('[href]')].map((link) => ({
        href: link.getAttribute('href'), label: link.textContent.trim(), home: link.getAttribute('rel') === 'home',
      }));
      if (links.length > 0) parent.send('navigation', { links });
    }
  }
  customElements.define('s-app-nav', AppNavigation);
  parent.on('navigate', ({ href }) => navigate(href));
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="shopify://admin/"], a[href^="shopify:admin/"]');
    if (!link) return;
    event.preventDefault();
    parent.send('open', { path: link.getAttribute('href').replace(/^shopify:(\/\/)?admin\//, '') });
  });
}

/** The app hears `shopify:navigate` on the link; when it does nothing with it, Turbo or the browser makes the visit. */
function navigate(href) {
  const target = new URL(href, window.location.href);
  if (target.origin !== window.location.origin) return;
  const link = [...document.querySelectorAll('s-app-nav [href]')].find((entry) => entry.getAttribute('href') === href) ?? temporaryLink(href);
  let taken = false;
  const before = window.location.href;
  const visited = () => { taken = true; };
  document.addEventListener('turbo:before-visit', visited, { once: true });
  const open = link.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true, cancelable: true }));
  document.removeEventListener('turbo:before-visit', visited);
  if (link.dataset.temporary) link.remove();
  if (!open || taken || window.location.href !== before) return;
  if (window.Turbo) window.Turbo.visit(target.href);
  else window.location.assign(target.href);
}

function temporaryLink(href) {
  const link = document.createElement('a');
  link.href = href;
  link.hidden = true;
  link.dataset.temporary = 'yes';
  return document.body.appendChild(link);
}
