import { newMedia } from '../../media/creating.mjs';
import { globalId } from '../ids.mjs';
import { productView } from '../views/product.mjs';
import { limits } from './errors.mjs';
import { createProblem } from './file-create-rules.mjs';

const plain = ['title', 'descriptionHtml', 'vendor', 'productType', 'status'];

/** @param {{shop: import('../../model.mjs').Shop, processing: import('../../media/processing.mjs').Processing}} context */
export function productMutations({ shop, processing }) {
  return {
    productUpdate: ({ product: input, media }) => {
      const product = input?.id == null ? null : shop.product(globalId(input.id, 'Product'));
      if (!product) return { product: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] };
      const userErrors = [...fieldProblems(shop, product, input), ...mediaProblems(shop, product, media ?? [])];
      if (userErrors.length > 0) return { product: productView(product), userErrors };
      apply(product, input);
      for (const entry of media ?? []) {
        const created = newMedia(shop, { ...entry, contentType: entry.mediaContentType });
        product.mediaIds.push(created.id);
        processing.start(created);
      }
      product.touch();
      return { product: productView(product), userErrors: [] };
    },
  };
}

function fieldProblems(shop, product, input) {
  const problems = [];
  if (input.title !== undefined && !input.title?.trim()) problems.push({ field: ['title'], message: "Title can't be blank" });
  if ((input.title ?? '').length > 255) problems.push({ field: ['title'], message: 'Title is too long (maximum is 255 characters)' });
  const taken = input.handle != null && shop.products.some((entry) => entry !== product && entry.handle === input.handle);
  if (taken) problems.push({ field: ['handle'], message: `Handle '${input.handle}' already in use. Please provide a new handle.` });
  return problems;
}

function mediaProblems(shop, product, media) {
  if (product.mediaIds.length + media.length > limits.galleryMedia) {
    return [{ field: ['media'], message: `Exceeded the limit of ${limits.galleryMedia} media per product.` }];
  }
  return media.flatMap((entry, index) => {
    const field = ['media', String(index)];
    if (entry.mediaContentType !== 'IMAGE' && entry.mediaContentType !== 'VIDEO') {
      return [{ field: [...field, 'mediaContentType'], message: 'The sandbox takes images and videos only.' }];
    }
    const found = createProblem(shop, { ...entry, contentType: entry.mediaContentType }, field);
    return found ? [{ field: found.field, message: found.message }] : [];
  });
}

function apply(product, input) {
  for (const name of plain) if (input[name] != null) product[name] = input[name];
  if (input.handle != null) product.handle = input.handle;
  if (input.tags != null) product.tags = [...new Set(input.tags.map((tag) => tag.trim()).filter(Boolean))];
}
