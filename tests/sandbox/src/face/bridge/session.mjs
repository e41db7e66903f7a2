/** The query of the first document says which shop and admin this is. */
export function readConfig(apiKey, query) {
  return { apiKey, shop: query.get('shop') ?? undefined, host: query.get('host') ?? undefined, locale: query.get('locale') ?? 'en' };
}

/** On a bounce page: loads the wanted path again, this time with a fresh session token. */
export async function bounce(target, idToken) {
  target.searchParams.set('id_token', await idToken());
  window.location.replace(target.href);
}

/** A framed page opened by itself goes back into its admin, if `host` names the admin this script came from. */
export function enterAdmin(host, adminOrigin, apiKey) {
  let place;
  try {
    place = new URL(`${new URL(adminOrigin).protocol}//${atob(host ?? '')}`);
  } catch {
    return;
  }
  if (place.origin !== adminOrigin || !/^\/store\/[a-z0-9-]+$/.test(place.pathname)) return;
  window.location.replace(`${adminOrigin}${place.pathname}/apps/${encodeURIComponent(apiKey)}`);
}
