// The admin's side of App Bridge: mints tokens for the framed app and shows its navigation, toasts, title and save bar.
(() => {
  'use strict';
  const find = (selector) => document.querySelector(selector);
  const frame = () => document.getElementById('app-frame');
  let settings = null;
  const read = () => (settings ??= JSON.parse(document.getElementById('app-settings').textContent));
  const post = (message) => frame().contentWindow.postMessage({ appBridge: 1, ...message }, read().appOrigin);

  const handlers = {
    async idToken({ id }) {
      try {
        const response = await fetch(read().tokenUrl, { method: 'POST', credentials: 'omit' });
        if (!response.ok) throw new Error(`the admin answered ${response.status}`);
        post({ type: 'answer', id, value: (await response.json()).token });
      } catch (error) {
        post({ type: 'answer', id, error: `No session token: ${error.message}` });
      }
    },
    location({ path, title }) {
      const address = new URL(read().appBase + (path === '/' || path.startsWith('/?') ? path.slice(1) : path), window.location.origin);
      if (!address.pathname.startsWith(read().appBase)) return;
      window.history.replaceState(null, '', address.href);
      document.title = `${title || read().appName} · ${read().shopName} · Sandbox admin`;
      markCurrent(path);
    },
    navigation({ links }) {
      find('[data-app-links]').replaceChildren(...links.filter((link) => !link.home).map(appLink));
      markCurrent(window.location.pathname.slice(read().appBase.length) || '/');
    },
    toast: ({ toast }) => showToast(toast),
    toastHide: ({ toast }) => document.getElementById(toast.id)?.remove(),
    saveBar: ({ visible }) => { find('[data-save-bar]').hidden = !visible; },
    leave({ id }) {
      if (window.confirm('Leave this page without saving?')) post({ type: 'answer', id });
      else post({ type: 'answer', id, error: 'The page stays open' });
    },
    loading: ({ busy }) => { find('[data-busy]').hidden = !busy; },
    openTop({ href }) {
      const address = new URL(href);
      if (address.protocol === 'https:' || address.protocol === 'http:') window.location.assign(address.href);
    },
    open({ path }) {
      const base = `${window.location.origin}${read().base}/`;
      const address = new URL(path, base);
      if (address.href.startsWith(base)) window.location.assign(address.href);
    },
  };

  window.addEventListener('message', (event) => {
    if (!frame() || event.source !== frame().contentWindow || event.origin !== read().appOrigin) return;
    if (event.data?.appBridge === 1 && Object.hasOwn(handlers, event.data.type)) handlers[event.data.type](event.data);
  });

  document.addEventListener('click', (event) => {
    const action = event.target.closest('[data-save-action]')?.dataset.saveAction;
    if (action) post({ type: 'saveBarAction', action });
    const link = event.target.closest('[data-app-href]');
    const home = event.target.closest('.side a[aria-current="page"]:not([data-app-href])');
    if ((!link && !home) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    post({ type: 'navigate', href: link ? link.dataset.appHref : '/' });
  });

  function appLink({ href, label }) {
    const link = document.createElement('a');
    link.href = read().appBase + (href.startsWith('/') ? href : `/${href}`);
    link.dataset.appHref = href;
    link.textContent = label;
    return link;
  }

  function markCurrent(path) {
    const links = [...document.querySelectorAll('[data-app-href]')];
    const here = path.split(/[?#]/)[0];
    const under = links.filter((link) => here === link.dataset.appHref || here.startsWith(`${link.dataset.appHref}/`));
    const best = under.sort((left, right) => right.dataset.appHref.length - left.dataset.appHref.length)[0];
    for (const link of links) link.toggleAttribute('data-current', link === best);
    for (const link of links) link.setAttribute('aria-current', link === best ? 'page' : 'false');
  }

  function showToast({ id, message, isError, duration }) {
    const toast = document.createElement('div');
    toast.className = isError ? 'toast error' : 'toast';
    toast.id = id;
    toast.textContent = message;
    find('[data-toasts]').append(toast);
    setTimeout(() => toast.remove(), Math.min(Math.max(Number(duration) || 5000, 1000), 20000));
  }
})();
