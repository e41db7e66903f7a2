import '@shopify/ui-extensions/preact';
import type {Api as DetailsApi} from '@shopify/ui-extensions/admin.product-details.action.render';
import type {Api as SelectionApi} from '@shopify/ui-extensions/admin.product-index.selection-action.render';
import {render} from 'preact';
import {Client} from './client';
import {Generation} from './generation';
import {GenerationView} from './GenerationView';

/** Draws the action for whatever products are in view or selected, and again after each change. */
export function startAction(shopify: DetailsApi | SelectionApi): Promise<void> {
  const client = new Client({fetch: (address, init) => fetch(address, init), idToken: () => shopify.auth.idToken()});
  const generation = new Generation(client, shopify.data.selected.map((product) => product.id), draw, () => crypto.randomUUID());

  function draw(): void {
    render(
      <GenerationView
        state={generation.state}
        translate={shopify.i18n.translate}
        onChoose={(part) => void generation.choose(part)}
        onStart={() => void generation.start()}
        onAgain={() => void generation.load()}
        onClose={() => shopify.close()}
      />,
      document.body,
    );
  }

  draw();
  return generation.load();
}
