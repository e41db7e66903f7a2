import { stage } from '../../media/staged.mjs';

const mimes = { IMAGE: /^image\//, VIDEO: /^video\//, FILE: /\// };

/** @param {{shop: import('../../model.mjs').Shop}} context */
export function uploadMutations({ shop }) {
  return {
    stagedUploadsCreate: ({ input }) => {
      const userErrors = input.map(problem).filter(Boolean);
      if (userErrors.length > 0) return { stagedTargets: input.map(() => ({ url: null, resourceUrl: null, parameters: [] })), userErrors };
      return { stagedTargets: input.map((entry) => stage(shop, entry)), userErrors: [] };
    },
  };
}

function problem(entry, index) {
  const field = ['input', String(index)];
  if (!mimes[entry.resource].test(entry.mimeType)) return { field: [...field, 'mimeType'], message: 'The mime type is not valid for the resource.' };
  if (entry.filename.trim() === '') return { field: [...field, 'filename'], message: "Filename can't be blank" };
  if (entry.resource === 'VIDEO' && entry.fileSize == null) return { field: [...field, 'fileSize'], message: 'file size is required for video resources' };
  return null;
}
