/** @param {string} code @param {string[]} field @param {string} message @returns a user error that carries a code */
export const userError = (code, field, message) => ({ __typename: 'FilesUserError', code, field, message });

export const limits = { alt: 512, galleryMedia: 250, filesPerCall: 250, newVideosPerWeek: 1000 };

const videosOfPlan = { basic: 250, shopify: 1000, grow: 1000, advanced: 5000 };

/** @param {string} plan @returns {number} how many videos and 3D models a shop may hold */
export const videosAllowed = (plan) => videosOfPlan[plan.toLowerCase()] ?? Infinity;

export const isTrial = (plan) => /trial/i.test(plan);
