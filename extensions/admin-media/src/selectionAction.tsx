import type {Api} from '@shopify/ui-extensions/admin.product-index.selection-action.render';
import {startAction} from './startAction';

declare const shopify: Api;

export default () => startAction(shopify);
