import { VendorRefusal } from '../desk/answer.mjs';

const no = (code, status, message) => new VendorRefusal(code, { error: { code, status, message } });

/** Google's own words. */
export const google = {
  name: 'google',
  key: (headers) => headers['x-goog-api-key'],
  no: {
    unauthorized: (key) => (key ? no(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.') : no(403, 'PERMISSION_DENIED', 'Callers without a key are not served.')),
    invalid: (message) => no(400, 'INVALID_ARGUMENT', message),
    rateLimited: () => no(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.'),
    overloaded: () => no(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
    outOfCredit: () => no(400, 'FAILED_PRECONDITION', 'Billing is not enabled for this project.'),
    gone: () => no(404, 'NOT_FOUND', 'The model is not found for API version v1beta, or is not supported for this method.'),
    withheld: () => no(403, 'PERMISSION_DENIED', 'The file does not exist, or this key may not have it.'),
    missing: () => no(404, 'NOT_FOUND', 'The interaction was not found.'),
  },
};
