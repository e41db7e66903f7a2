import { registerAppPricing } from './app-pricing.mjs';
import { registerBillingControl } from './control.mjs';
import { registerConfirmation } from './pages.mjs';

/** Adds every page and endpoint about money but GraphQL. */
export function registerBilling(router, parts) {
  registerConfirmation(router, parts);
  registerBillingControl(router, parts);
  registerAppPricing(router, parts);
}
