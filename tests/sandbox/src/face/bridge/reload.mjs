/**
 * Where a bounce page may go: an absolute path, or an address, of this very origin. Everything else is ignored (null), because the
 * address is about to carry a session token.
 * @param {string|null} wanted the `shopify-reload` value @param {string} origin
 * @returns {URL|null}
 */
export function reloadTarget(wanted, origin) {
  if (!wanted || /[\u0000-\u0020\u007f\\]/.test(wanted)) return null;
  const path = wanted.startsWith(`${origin}/`) ? wanted.slice(origin.length) : wanted;
  if (!path.startsWith('/') || /^\/(\/|%2f|%5c|%09|@)/i.test(path)) return null;
  let target;
  try {
    target = new URL(path, origin);
  } catch {
    return null;
  }
  return target.origin === origin && !target.pathname.startsWith('//') ? target : null;
}
