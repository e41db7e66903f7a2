import { html, jsonScript } from '../html.mjs';
import { productCard, stillOf, visibleProducts } from './catalogue.mjs';
import { storefrontPage } from './page.mjs';
import { paragraphs } from './theme.mjs';

export function homePage(shop, theme) {
  const products = visibleProducts(shop);
  const hero = shop.product(theme.hero.product ?? '') ?? products.find(stillOf) ?? null;
  const still = hero && stillOf(hero);
  const story = theme.story.lead || paragraphs(shop.about)[0] || '';
  const featured = (theme.featured.products ?? []).map((handle) => shop.product(handle)).filter((product) => product?.status === 'ACTIVE');
  const shown = featured.length > 0 ? featured : products.filter((product) => product !== hero).slice(0, 8);
  const main = html`<section class="hero"><div class="hero-text"><p class="tagline">${theme.tagline}</p><h1>${theme.hero.title}</h1><p class="lead">${theme.hero.lead}</p>
<p><a class="button" href="/collections/all">${theme.hero.action ?? 'Shop all'}</a></p></div>
${still ? html`<a class="hero-picture" href="/products/${hero.handle}"><img src="${still.url}&width=1200" alt="${still.alt || hero.title}" width="1200" height="1200"></a>` : ''}</section>
${theme.promises.length > 0 ? html`<ul class="promises">${theme.promises.map((promise) => html`<li><h2>${promise.title}</h2><p>${promise.text}</p></li>`)}</ul>` : ''}
${shown.length > 0 ? html`<section class="band"><div class="band-head"><h2>${theme.featured.title}</h2>${theme.featured.lead ? html`<p>${theme.featured.lead}</p>` : ''}</div><ul class="grid">${shown.map((product) => productCard(shop, product))}</ul></section>` : ''}
${story ? html`<section class="story"><div><h2>${theme.story.title}</h2><p class="lead">${story}</p><p><a href="/pages/about">${theme.story.action ?? 'Read our story'}</a></p></div></section>` : ''}`;
  const head = jsonScript('application/ld+json', { '@context': 'https://schema.org', '@type': 'Organization', name: shop.name, url: shop.storefrontUrl, slogan: theme.tagline });
  return storefrontPage({ shop, theme, path: '/', title: `${shop.name} · ${theme.tagline}`, description: theme.hero.lead, image: still?.url, head, main });
}

export function aboutPage(shop, theme) {
  const [first, ...rest] = paragraphs(shop.about);
  const main = html`<article class="about"><h1>${theme.story.title}</h1>${first ? html`<p class="lead">${first}</p>` : html`<p class="lead">${shop.name}: ${theme.tagline}.</p>`}
${rest.map((text) => html`<p>${text}</p>`)}
${theme.promises.length > 0 ? html`<h2>What we hold to</h2><dl>${theme.promises.map((promise) => html`<dt>${promise.title}</dt><dd>${promise.text}</dd>`)}</dl>` : ''}
<p><a class="button" href="/collections/all">${theme.hero.action ?? 'Shop all'}</a></p></article>`;
  return storefrontPage({ shop, theme, path: '/pages/about', title: `${theme.story.title} · ${shop.name}`, description: first || theme.tagline, main });
}
