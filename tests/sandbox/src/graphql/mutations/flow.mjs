const largestPayload = 50_000;

/** Starts workflows of Shopify Flow, where the shop has it and knows the trigger. @param {{shop: import('../../model.mjs').Shop}} context */
export function flowMutations({ shop }) {
  return {
    flowTriggerReceive: ({ handle, payload }) => {
      if (!handle || !shop.flow.triggers.includes(handle)) return refused(`The trigger ${handle ?? ''} is not known to this shop.`);
      if (payload === null || typeof payload !== 'object') return refused('The payload is not an object.');
      if (JSON.stringify(payload).length > largestPayload) return refused('The payload is larger than 50 kB.');
      shop.flow.received.push({ handle, payload });
      return { userErrors: [] };
    },
  };
}

const refused = (message) => ({ userErrors: [{ __typename: 'UserError', field: ['handle'], message }] });
