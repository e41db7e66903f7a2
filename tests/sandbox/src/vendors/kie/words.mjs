import { VendorRefusal } from '../desk/answer.mjs';
import { after } from '../desk/desk.mjs';

// Many failures come with status 200 and a code inside; those of the gateway come with the status too.
const no = (code, msg, status = 200) => new VendorRefusal(status, { code, msg, data: null });

/** kie.ai's own words. */
export const kie = {
  name: 'kie',
  key: after('Bearer'),
  no: {
    unauthorized: () => no(401, 'You do not have access permissions', 401),
    invalid: (message) => no(422, message),
    rateLimited: () => no(429, 'Your call frequency is too high. Please try again later.', 429),
    overloaded: () => no(500, 'Server exception, please try again later or contact customer service', 500),
    outOfCredit: () => no(402, 'Credits insufficient : Your current balance isn\'t enough to run this request. Please top up to continue.'),
    gone: () => no(505, 'This model is no longer available'),
    missing: () => no(422, 'recordInfo is null'),
  },
};

export const yes = (data) => ({ code: 200, msg: 'success', data });
