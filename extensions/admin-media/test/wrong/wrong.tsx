import type {} from '@shopify/ui-extensions/admin.product-details.action.render';

export const Wrong = () => <s-badge colour="red">x</s-badge>;
