import '@shopify/ui-extensions/preact';
import type {Api} from '@shopify/ui-extensions/admin.product-details.block.render';
import {render} from 'preact';
import {Client} from './client';
import {readStatus, type StatusState} from './status';
import {StatusView} from './StatusView';

/** Handle of the action that the block's button opens. */
const actionHandle = 'generate-media-action';

/** Draws the block for the product in view. */
export async function startBlock(shopify: Api): Promise<void> {
  const client = new Client({fetch: (address, init) => fetch(address, init), idToken: () => shopify.auth.idToken()});

  function draw(state: StatusState): void {
    render(
      <StatusView
        state={state}
        translate={shopify.i18n.translate}
        formatDate={(date) => shopify.i18n.formatDate(date, {dateStyle: 'medium'})}
        onMake={() => shopify.navigation.navigate(`extension://${actionHandle}`)}
        onAgain={() => void load()}
      />,
      document.body,
    );
  }

  async function load(): Promise<void> {
    draw({phase: 'loading'});
    draw(await readStatus(client, shopify.data.selected[0]?.id ?? ''));
  }

  await load();
}
