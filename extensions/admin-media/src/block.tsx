import type {Api} from '@shopify/ui-extensions/admin.product-details.block.render';
import {startBlock} from './startBlock';

declare const shopify: Api;

export default () => startBlock(shopify);
