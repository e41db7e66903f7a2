import type {Choice, ProductStatus, Quote, Started} from './answers';

const codes = ['bad_request', 'nothing_to_make', 'not_enough_credits', 'price_changed', 'other_order', 'too_many_requests'] as const;

/** Why a request came to nothing; each has words in the locale files. */
export type Code = (typeof codes)[number] | 'unreachable';

/** A request the app refused or never answered. */
export class Refusal extends Error {
  constructor(readonly code: Code) {
    super(code);
  }
}

/** What the client needs of the extension's world; faked in tests at this shape. */
export type World = {fetch: typeof fetch; idToken: () => Promise<string | null>};

const retryHeader = 'X-Shopify-Retry-Invalid-Session-Request';

/** Calls the app. Paths are relative: the admin sends them to the app's own address and adds the session token. */
export class Client {
  constructor(private readonly world: World) {}

  /** What a choice would make and cost. Spends nothing. */
  quote(choice: Choice): Promise<Quote> {
    return this.call('/extensions/quote', choice);
  }

  /** Starts a batch; the same key finds the batch it started before. `credits` is the cost the person saw. */
  start(key: string, choice: Choice, credits: number): Promise<Started> {
    return this.call('/extensions/batches', {key, ...choice, credits});
  }

  /** How one product's media stand. */
  product(id: string): Promise<ProductStatus> {
    return this.call(`/extensions/product?id=${encodeURIComponent(id)}`);
  }

  private async call<T>(path: string, body?: object): Promise<T> {
    let response = await this.send(path, body);
    if (response.status === 401 && response.headers.has(retryHeader)) response = await this.send(path, body, await this.world.idToken());
    if (response.ok) return (await response.json()) as T;
    throw new Refusal(await codeOf(response));
  }

  private async send(path: string, body?: object, token?: string | null): Promise<Response> {
    const headers: Record<string, string> = {};
    if (body) headers['Content-Type'] = 'application/json';
    if (token) headers.Authorization = `Bearer ${token}`;
    try {
      return await this.world.fetch(path, {method: body ? 'POST' : 'GET', headers, body: body ? JSON.stringify(body) : undefined});
    } catch {
      throw new Refusal('unreachable');
    }
  }
}

async function codeOf(response: Response): Promise<Code> {
  try {
    const {code} = (await response.json()) as {code?: unknown};
    return codes.find((known) => known === code) ?? 'unreachable';
  } catch {
    return 'unreachable';
  }
}
