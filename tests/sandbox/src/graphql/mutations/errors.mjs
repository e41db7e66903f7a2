/** @param {string} code @param {string[]} field @param {string} message @returns a user error that carries a code */
export const userError = (code, field, message) => ({ __typename: 'FilesUserError', code, field, message });

export const limits = { alt: 512, galleryMedia: 250, filesPerCall: 250 };
