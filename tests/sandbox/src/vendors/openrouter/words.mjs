import { VendorRefusal } from '../desk/answer.mjs';
import { after } from '../desk/desk.mjs';

/** What everything costs, in USD. */
export const price = 0.04;

const no = (code, message, metadata) => new VendorRefusal(code, { error: { code, message, ...(metadata ? { metadata } : {}) }, user_id: null });

/** OpenRouter's own words. */
export const openRouter = {
  name: 'openrouter',
  key: after('Bearer'),
  no: {
    unauthorized: () => no(401, 'User not found.'),
    invalid: (message) => no(400, message),
    rateLimited: () => no(429, 'Rate limit exceeded'),
    overloaded: () => no(503, 'Service temporarily unavailable'),
    outOfCredit: () => no(402, 'Insufficient credits. Add more using https://openrouter.ai/credits'),
    gone: () => no(404, 'No endpoints found for this model.'),
    refused: () => no(403, 'The prompt was flagged by content moderation.', { reasons: ['policy'], flagged_input: '' }),
    missing: () => no(404, 'Not found'),
  },
};

export function missing() {
  throw openRouter.no.missing();
}
