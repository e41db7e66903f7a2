const restoreRates = { basic: 100, shopify: 100, advanced: 200, 'shopify plus': 1000, plus: 1000, enterprise: 2000 };
const capacityInSeconds = 20;

/** One leaky bucket per shop; there is one app, so that is per shop and app. */
export class Throttle {
  #buckets = new Map();
  #now;

  /** @param {() => number} [now] milliseconds */
  constructor(now = Date.now) {
    this.#now = now;
  }

  /** Reserves the requested points. @returns {boolean} false when the bucket does not hold them */
  reserve(shop, points) {
    const bucket = this.#bucket(shop);
    if (bucket.available < points) return false;
    bucket.available -= points;
    return true;
  }

  /** Gives back what a call did not use. */
  giveBack(shop, points) {
    const bucket = this.#bucket(shop);
    bucket.available = Math.min(bucket.maximum, bucket.available + points);
  }

  /** @returns {{maximumAvailable: number, currentlyAvailable: number, restoreRate: number}} */
  status(shop) {
    const { maximum, available, rate } = this.#bucket(shop);
    return { maximumAvailable: maximum, currentlyAvailable: Math.floor(available), restoreRate: rate };
  }

  #bucket(shop) {
    const rate = restoreRates[shop.plan.toLowerCase()] ?? 100;
    const maximum = rate * capacityInSeconds;
    const now = this.#now();
    const bucket = this.#buckets.get(shop.domain) ?? { available: maximum, at: now };
    bucket.available = Math.min(maximum, bucket.available + ((now - bucket.at) / 1000) * rate);
    Object.assign(bucket, { at: now, rate, maximum });
    this.#buckets.set(shop.domain, bucket);
    return bucket;
  }
}
