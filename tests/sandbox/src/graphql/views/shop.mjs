import { metafields } from './metafields.mjs';
import { storefront } from './product.mjs';

/** @param {import('../../model.mjs').Shop} shop */
export function shopView(shop) {
  const url = storefront(shop);
  return {
    __typename: 'Shop',
    id: `gid://shopify/Shop/${shop.id}`,
    name: shop.name,
    description: shop.about || null,
    email: `owner@${shop.handle}.example`,
    contactEmail: `hello@${shop.handle}.example`,
    shopOwnerName: 'Store Owner',
    myshopifyDomain: shop.domain,
    currencyCode: shop.currency,
    ianaTimezone: 'Etc/UTC',
    timezoneOffset: '+0000',
    createdAt: shop.createdAt,
    url,
    primaryDomain: { __typename: 'Domain', id: `gid://shopify/Domain/${shop.id}`, host: new URL(url).host, sslEnabled: url.startsWith('https:'), url },
    plan: { partnerDevelopment: false, publicDisplayName: shop.plan, shopifyPlus: /plus/i.test(shop.plan) },
    shopAddress: { __typename: 'ShopAddress', id: `gid://shopify/ShopAddress/${shop.id}`, address1: null, city: null, country: null, zip: null },
    ...metafields(shop),
  };
}

const scopeTexts = { read: 'Read', write: 'Modify' };

/** @param {import('../../model.mjs').Shop} shop @param {{clientId: string, appUrl: string}} config */
export function installationView(shop, config) {
  return {
    __typename: 'AppInstallation',
    id: `gid://shopify/AppInstallation/${shop.id}`,
    accessScopes: shop.scopes.map((handle) => ({ handle, description: describeScope(handle) })),
    app: { __typename: 'App', id: 'gid://shopify/App/1', apiKey: config.clientId, handle: 'commerce-studio', title: 'Commerce Studio' },
    launchUrl: config.appUrl,
  };
}

function describeScope(handle) {
  const [verb, ...what] = handle.split('_');
  return `${scopeTexts[verb] ?? verb} ${what.join(' ')}`;
}
