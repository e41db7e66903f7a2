import { connection } from '../graphql/connection.mjs';

const key = (entry) => entry.id;
const refused = (message, field = null) => ({ userErrors: [{ __typename: 'UserError', field, message }] });

/** The mutations about money. @param {{shop: import('../model.mjs').Shop, charges: import('./charges.mjs').Charges}} context */
export function billingMutations({ shop, charges }) {
  charges.settle(shop);
  const find = (id) => shop.billing.subscriptions.find((entry) => entry.id === id);
  return {
    appSubscriptionCreate: (input) => {
      const problem = problemOf(input);
      if (problem) return refused(problem, ['lineItems']);
      const subscription = charges.subscribe(shop, input);
      return { appSubscription: subscriptionView(shop, charges, subscription), confirmationUrl: pageOf(shop, subscription), userErrors: [] };
    },
    appSubscriptionCancel: ({ id }) => {
      const subscription = find(id);
      if (!subscription) return refused('Subscription not found', ['id']);
      if (!charges.cancel(shop, subscription)) return refused('Subscription is not active', ['id']);
      return { appSubscription: subscriptionView(shop, charges, subscription), userErrors: [] };
    },
    appSubscriptionLineItemUpdate: ({ id, cappedAmount }) => {
      const subscription = shop.billing.subscriptions.find((entry) => entry.usage?.id === id);
      if (!subscription || subscription.status !== 'ACTIVE') return refused('Subscription line item not found', ['id']);
      if (Number(cappedAmount.amount) <= Number(subscription.usage.cap.amount)) return refused('The capped amount must be greater than the existing capped amount', ['cappedAmount']);
      const asked = charges.askCap(shop, subscription, cappedAmount);
      return { appSubscription: subscriptionView(shop, charges, subscription), confirmationUrl: capPageOf(shop, asked), userErrors: [] };
    },
    appPurchaseOneTimeCreate: (input) => {
      if (Number(input.price.amount) < 0.5) return refused('Price must be greater than or equal to 0.5', ['price']);
      const purchase = charges.buy(shop, input);
      return { appPurchaseOneTime: purchaseView(purchase), confirmationUrl: pageOf(shop, purchase), userErrors: [] };
    },
    appUsageRecordCreate: ({ subscriptionLineItemId, ...input }) => {
      if (input.idempotencyKey?.length > 255) return refused('Idempotency key is too long (maximum is 255 characters)', ['idempotencyKey']);
      const record = charges.record(shop, subscriptionLineItemId, input);
      return typeof record === 'string' ? refused(record) : { appUsageRecord: recordView(record), userErrors: [] };
    },
  };
}

/** What the installation knows of money. */
export function billingView({ shop, charges }) {
  charges.settle(shop);
  const view = (entry) => subscriptionView(shop, charges, entry);
  return {
    activeSubscriptions: () => shop.billing.subscriptions.filter((entry) => entry.status === 'ACTIVE' && !entry.scheduled).map(view),
    allSubscriptions: (page) => connection(shop.billing.subscriptions, page, { view, key }),
    oneTimePurchases: (page) => connection(shop.billing.purchases, page, { view: purchaseView, key }),
  };
}

/** @returns {object|null} the charge behind a global id */
export function billingNode({ shop, charges }, id) {
  charges.settle(shop);
  const subscription = shop.billing.subscriptions.find((entry) => entry.id === id);
  if (subscription) return subscriptionView(shop, charges, subscription);
  const purchase = shop.billing.purchases.find((entry) => entry.id === id);
  return purchase ? purchaseView(purchase) : null;
}

function problemOf({ lineItems, name, trialDays }) {
  const recurring = lineItems.filter((line) => line.plan.appRecurringPricingDetails);
  const usage = lineItems.filter((line) => line.plan.appUsagePricingDetails);
  if (name === '') return "Name can't be blank";
  if (recurring.length !== 1 || usage.length > 1) return 'A subscription has one recurring and at most one usage line item';
  if (usage.length > 0 && recurring[0].plan.appRecurringPricingDetails.interval === 'ANNUAL') return 'Usage pricing is not available on an annual plan';
  if ((trialDays ?? 0) < 0 || trialDays > 1000) return 'Trial days must be between 0 and 1000';
  const currencies = new Set(lineItems.map((line) => (line.plan.appRecurringPricingDetails?.price ?? line.plan.appUsagePricingDetails.cappedAmount).currencyCode));
  return currencies.size > 1 ? 'All line items must have the same currency' : null;
}

const numeric = (id) => id.slice(id.lastIndexOf('/') + 1);
const pageOf = (shop, charge) => `${shop.baseUrl}/shops/${shop.domain}/admin/charges/${numeric(charge.id)}/confirm?signature=${charge.key}`;
const capPageOf = (shop, asked) => `${shop.baseUrl}/shops/${shop.domain}/admin/charges/${asked.number}/confirm?signature=${asked.key}`;
const money = ({ amount, currencyCode }) => ({ amount: Number(amount).toFixed(2), currencyCode });
const recordView = (entry) => ({ __typename: 'AppUsageRecord', ...entry, price: money(entry.price) });
const purchaseView = (entry) => ({ __typename: 'AppPurchaseOneTime', ...entry, price: money(entry.price) });

function subscriptionView(shop, charges, entry) {
  const none = (page) => connection([], page, { view: recordView, key });
  const recurring = { __typename: 'AppRecurringPricing', interval: 'EVERY_30_DAYS', price: money(entry.recurring.price) };
  const lineItems = [{ id: entry.recurring.id, plan: { pricingDetails: recurring }, usageRecords: none }];
  if (entry.usage) {
    const { id, cap, terms, records } = entry.usage;
    const used = { amount: charges.used(shop, entry) / 100, currencyCode: cap.currencyCode };
    const usage = { __typename: 'AppUsagePricing', interval: 'EVERY_30_DAYS', terms, cappedAmount: money(cap), balanceUsed: money(used) };
    lineItems.push({ id, plan: { pricingDetails: usage }, usageRecords: (page) => connection(records, page, { view: recordView, key }) });
  }
  const { status, name, test, createdAt, currentPeriodEnd, trialDays, returnUrl } = entry;
  return { __typename: 'AppSubscription', id: entry.id, status, name, test, createdAt, currentPeriodEnd, trialDays, returnUrl, lineItems };
}
