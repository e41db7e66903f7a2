import { randomUUID } from 'node:crypto';
import { globalId } from '../ids.mjs';
import { jobView } from '../queries.mjs';
import { productView, variantView } from '../views/product.mjs';
import { userError } from './errors.mjs';

/** @param {{shop: import('../../model.mjs').Shop, jobs: import('../../jobs.mjs').Jobs}} context */
export function galleryMutations({ shop, jobs }) {
  return {
    productReorderMedia: ({ id, moves }) => {
      const product = shop.product(globalId(id));
      if (!product) return { job: null, mediaUserErrors: [userError('PRODUCT_DOES_NOT_EXIST', ['id'], 'Product does not exist')] };
      const mediaUserErrors = moves.map((move, index) => moveProblem(product, move, index)).filter(Boolean);
      if (mediaUserErrors.length > 0) return { job: null, mediaUserErrors };
      const job = `gid://shopify/Job/${randomUUID()}`;
      shop.jobs[job] = { done: false, productId: product.id, moves: moves.map((move) => ({ ...move })) };
      jobs.start(shop, job);
      return { job: jobView(shop, job), mediaUserErrors: [] };
    },
    productVariantAppendMedia: (input) => changeVariants(shop, input, appendProblem, append),
    productVariantDetachMedia: (input) => changeVariants(shop, input, detachProblem, takeOff),
  };
}

function moveProblem(product, move, index) {
  if (product.mediaIds.includes(globalId(move.id))) return null;
  return userError('MEDIA_DOES_NOT_EXIST_ON_PRODUCT', ['moves', String(index), 'id'], 'Media does not exist on product');
}

function changeVariants(shop, { productId, variantMedia }, findProblem, apply) {
  const product = shop.product(globalId(productId));
  const refused = (userErrors) => ({ product: product && productView(product), productVariants: null, userErrors });
  if (!product) return refused([userError('PRODUCT_DOES_NOT_EXIST', ['productId'], 'Product does not exist')]);
  const twice = new Set(variantMedia.map((entry) => entry.variantId)).size < variantMedia.length;
  if (twice) return refused([userError('PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES', ['variantMedia'], 'Product variant specified multiple times')]);
  const userErrors = variantMedia.map((entry, index) => pairProblem(product, entry, index, findProblem)).filter(Boolean);
  if (userErrors.length > 0) return refused(userErrors);
  const variants = variantMedia.map((entry) => variantOf(product, entry.variantId));
  variants.forEach((variant, index) => apply(variant, variantMedia[index].mediaIds[0]));
  product.touch();
  return { product: productView(product), productVariants: variants.map((variant) => variantView(product, variant)), userErrors: [] };
}

const variantOf = (product, id) => product.variants.find((variant) => variant.id === id);

function pairProblem(product, entry, index, findProblem) {
  const field = ['variantMedia', String(index)];
  const variant = variantOf(product, globalId(entry.variantId));
  if (!variant) return userError('PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT', [...field, 'variantId'], 'Product variant does not exist on product');
  if (entry.mediaIds.length !== 1) return userError('TOO_MANY_MEDIA_PER_INPUT_PAIR', [...field, 'mediaIds'], 'Only one mediaId is allowed per input pair');
  const media = product.shop.files.get(globalId(entry.mediaIds[0]));
  if (!media || !product.mediaIds.includes(media.id)) return userError('MEDIA_DOES_NOT_EXIST_ON_PRODUCT', [...field, 'mediaIds'], 'Media does not exist on product');
  return findProblem(variant, media, field);
}

function appendProblem(variant, media, field) {
  if (variant.mediaIds.length > 0) return userError('PRODUCT_VARIANT_ALREADY_HAS_MEDIA', [...field, 'variantId'], 'Product variant already has attached media');
  if (media.kind !== 'IMAGE') return userError('INVALID_MEDIA_TYPE', [...field, 'mediaIds'], 'Only images can be attached to a variant');
  return media.status === 'READY' ? null : userError('NON_READY_MEDIA', [...field, 'mediaIds'], 'Non-ready media cannot be attached to variants');
}

function detachProblem(variant, media, field) {
  return variant.mediaIds.includes(media.id) ? null : userError('MEDIA_IS_NOT_ATTACHED_TO_VARIANT', [...field, 'mediaIds'], 'The specified media is not attached to the specified variant');
}

function append(variant, id) {
  variant.mediaIds = [id];
}

function takeOff(variant, id) {
  variant.mediaIds = variant.mediaIds.filter((entry) => entry !== id);
}
