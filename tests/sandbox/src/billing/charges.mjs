import { randomBytes } from 'node:crypto';

const day = 24 * 60 * 60 * 1000;
const period = 30 * day;
const unapproved = 2 * day;

/** A shop's billing as it is kept: plain data. @returns what a shop without charges has */
export const emptyBilling = () => ({ clockMs: 0, subscriptions: [], purchases: [], caps: [], priced: null, events: [] });

/** The shop's own clock, which a test may turn forward. @param {import('../model.mjs').Shop} shop */
export const clock = (shop) => Date.now() + shop.billing.clockMs;

const text = (ms) => new Date(ms).toISOString();
const units = (money) => Math.round(Number(money.amount) * 100);

/** Charges of the app in all shops: what is asked for, approved, and what time does to it. */
export class Charges {
  #emit;

  /** @param {(shop: import('../model.mjs').Shop, topic: string, payload: object) => unknown} emit sends a webhook */
  constructor(emit) {
    this.#emit = emit;
  }

  /** Lets time do its work: what nobody approved ends, periods follow each other, a cheaper plan takes over. */
  settle(shop) {
    const now = clock(shop);
    const { subscriptions, purchases, caps } = shop.billing;
    for (const charge of [...subscriptions, ...purchases]) {
      if (charge.status === 'PENDING' && Date.parse(charge.createdAt) + unapproved <= now) this.#move(shop, charge, 'EXPIRED');
    }
    shop.billing.caps = caps.filter((cap) => Date.parse(cap.createdAt) + unapproved > now);
    for (let active = this.active(shop); active && Date.parse(active.currentPeriodEnd) <= now; active = this.active(shop)) this.#turn(shop, active);
  }

  active(shop) {
    return shop.billing.subscriptions.find((entry) => entry.status === 'ACTIVE' && !entry.scheduled) ?? null;
  }

  subscribe(shop, { name, lineItems, returnUrl, test, trialDays, replacementBehavior }) {
    const recurring = lineItems.map((line) => line.plan.appRecurringPricingDetails).find(Boolean);
    const usage = lineItems.map((line) => line.plan.appUsagePricingDetails).find(Boolean);
    const subscription = {
      ...this.#charge(shop, 'AppSubscription', name, returnUrl, test),
      trialDays: trialDays ?? 0, approvedAt: null, currentPeriodEnd: null, deferred: replacementBehavior === 'APPLY_ON_NEXT_BILLING_CYCLE', scheduled: false,
      recurring: { id: shop.newId('AppSubscriptionLineItem'), price: recurring.price },
      usage: usage ? { id: shop.newId('AppSubscriptionLineItem'), cap: usage.cappedAmount, terms: usage.terms, records: [] } : null,
    };
    shop.billing.subscriptions.push(subscription);
    return subscription;
  }

  buy(shop, { name, price, returnUrl, test }) {
    const purchase = { ...this.#charge(shop, 'AppPurchaseOneTime', name, returnUrl, test), price };
    shop.billing.purchases.push(purchase);
    return purchase;
  }

  askCap(shop, subscription, cap) {
    const asked = { id: subscription.id, number: shop.newId('Cap').split('/').pop(), cap, key: randomBytes(12).toString('hex'), createdAt: text(clock(shop)), returnUrl: subscription.returnUrl };
    shop.billing.caps.push(asked);
    return asked;
  }

  /** The same key gives the same record. @returns {object|string} the record, or why not */
  record(shop, lineId, { price, description, idempotencyKey }) {
    const subscription = shop.billing.subscriptions.find((entry) => entry.usage?.id === lineId);
    if (!subscription) return 'Subscription line item not found';
    const { records, cap } = subscription.usage;
    const known = idempotencyKey ? records.find((entry) => entry.idempotencyKey === idempotencyKey) : null;
    if (known) return known;
    if (subscription.status !== 'ACTIVE' || subscription.scheduled) return 'Subscription is not active';
    const before = this.used(shop, subscription);
    if (before + units(price) > units(cap)) return 'Total price exceeds balance remaining';
    const record = { id: shop.newId('AppUsageRecord'), idempotencyKey: idempotencyKey ?? null, price, description, createdAt: text(clock(shop)) };
    records.push(record);
    if (before * 10 < units(cap) * 9 && this.used(shop, subscription) * 10 >= units(cap) * 9) this.#tell(shop, subscription, 'app_subscriptions/approaching_capped_amount');
    return record;
  }

  /** Usage of the current period, in cents. */
  used(shop, subscription) {
    const from = subscription.currentPeriodEnd ? Date.parse(subscription.currentPeriodEnd) - period - subscription.trialDays * day : 0;
    return subscription.usage.records.filter((entry) => Date.parse(entry.createdAt) >= from).reduce((sum, entry) => sum + units(entry.price), 0);
  }

  approve(shop, charge) {
    if (charge.status !== 'PENDING') return;
    if (!charge.id.includes('/AppSubscription/')) return this.#move(shop, charge, 'ACTIVE');
    const before = this.active(shop);
    charge.approvedAt = text(clock(shop));
    charge.scheduled = charge.deferred && before !== null;
    if (!charge.scheduled) {
      // A change inside a paid period is settled by its days: the next payment stays where it was.
      const paid = before && before.trialDays === 0 && charge.trialDays === 0;
      charge.currentPeriodEnd = paid ? before.currentPeriodEnd : text(clock(shop) + charge.trialDays * day + period);
      if (before) this.#move(shop, before, 'CANCELLED');
    }
    this.#move(shop, charge, 'ACTIVE');
  }

  decline(shop, charge) {
    if (charge.status === 'PENDING') this.#move(shop, charge, 'DECLINED');
  }

  approveCap(shop, asked) {
    const subscription = shop.billing.subscriptions.find((entry) => entry.id === asked.id);
    shop.billing.caps = shop.billing.caps.filter((entry) => entry !== asked);
    if (!subscription?.usage) return;
    subscription.usage.cap = asked.cap;
    this.#tell(shop, subscription, 'app_subscriptions/update');
  }

  /** @returns {boolean} whether there was anything to end */
  cancel(shop, subscription) {
    if (subscription.status !== 'ACTIVE' && subscription.status !== 'FROZEN') return false;
    this.#move(shop, subscription, 'CANCELLED');
    return true;
  }

  freeze(shop, frozen) {
    const [from, to] = frozen ? ['ACTIVE', 'FROZEN'] : ['FROZEN', 'ACTIVE'];
    for (const subscription of shop.billing.subscriptions) if (subscription.status === from && !subscription.scheduled) this.#move(shop, subscription, to);
  }

  #charge(shop, type, name, returnUrl, test) {
    return { id: shop.newId(type), name, status: 'PENDING', test: test === true, returnUrl, createdAt: text(clock(shop)), key: randomBytes(12).toString('hex') };
  }

  #turn(shop, active) {
    const next = shop.billing.subscriptions.find((entry) => entry.status === 'ACTIVE' && entry.scheduled);
    if (!next) {
      active.currentPeriodEnd = text(Date.parse(active.currentPeriodEnd) + period);
      active.trialDays = 0;
      return;
    }
    next.scheduled = false;
    next.currentPeriodEnd = text(Date.parse(active.currentPeriodEnd) + period);
    this.#move(shop, active, 'CANCELLED');
  }

  #move(shop, charge, status) {
    charge.status = status;
    this.#tell(shop, charge, charge.id.includes('/AppSubscription/') ? 'app_subscriptions/update' : 'app_purchases_one_time/update');
  }

  #tell(shop, charge, topic) {
    const name = charge.id.includes('/AppSubscription/') ? 'app_subscription' : 'app_purchase_one_time';
    this.#emit(shop, topic, {
      [name]: {
        admin_graphql_api_id: charge.id, name: charge.name, status: charge.status, admin_graphql_api_shop_id: `gid://shopify/Shop/${shop.id}`,
        created_at: charge.createdAt, updated_at: text(clock(shop)),
        ...(charge.usage ? { currency: charge.usage.cap.currencyCode, capped_amount: charge.usage.cap.amount } : {}),
        ...(topic.endsWith('capped_amount') ? { balance_used: this.used(shop, charge) / 100 } : {}),
      },
    });
  }
}

/** The merchant removes the app: what it charges ends with it. @param {import('../model.mjs').Shop} shop */
export function endWithApp(shop) {
  for (const subscription of shop.billing.subscriptions) if (['ACTIVE', 'FROZEN', 'PENDING'].includes(subscription.status)) subscription.status = 'CANCELLED';
  shop.billing.priced = null;
}
