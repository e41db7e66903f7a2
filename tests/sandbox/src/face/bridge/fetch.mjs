const retryHeader = 'X-Shopify-Retry-Invalid-Session-Request';

/** Adds the session token to calls of this origin, and repeats a call once when the app asks for a fresh token. */
export function withSessionToken(plainFetch, idToken) {
  return async function fetch(input, init) {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== window.location.origin || request.headers.has('Authorization')) return plainFetch(input, init);
    const again = request.clone();
    const response = await plainFetch(await authorised(request, idToken));
    if (response.status !== 401 || response.headers.get(retryHeader) !== '1') return response;
    return plainFetch(await authorised(again, idToken));
  };
}

async function authorised(request, idToken) {
  request.headers.set('Authorization', `Bearer ${await idToken()}`);
  return request;
}
