import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import sharp from 'sharp';
import { picture, pictureFile } from './support/pictures.mjs';
import { publisher } from './support/publishing.mjs';
import { domain, prepareShop, start, temporaryFolder } from './support/sandbox.mjs';

async function stageSet(context, pictures = 2, plan = undefined) {
  const sandbox = await start(context);
  const folder = await temporaryFolder(context);
  const files = await Promise.all(Array.from({ length: pictures }, (_, index) => pictureFile(folder, `source-${index}.png`)));
  const { token } = await prepareShop(sandbox, { plan, images: () => files.map((file, index) => ({ path: file, alt: `Source ${index}` })) });
  const product = async () => (await sandbox.control('GET', `shops/${domain}/products/product-1`)).body;
  return { sandbox, token, folder, product, ...publisher(sandbox, token) };
}

test('A picture goes from staged upload through READY to its place in the gallery', async (context) => {
  const set = await stageSet(context);
  const bytes = await picture(80, 60);
  const created = await set.create({ originalSource: await set.upload(bytes), contentType: 'IMAGE', alt: 'On snow' });
  assert.deepEqual(created.userErrors, []);
  assert.equal(created.files[0].fileStatus, 'UPLOADED');
  const { id } = created.files[0];
  assert.equal((await set.node(id)).image, null, 'nothing is shown before READY');
  const ready = await set.settled(id);
  assert.deepEqual([ready.status, ready.image.width, ready.image.height, ready.mimeType], ['READY', 80, 60, 'image/png']);
  const served = Buffer.from(await (await fetch(ready.originalSource.url)).arrayBuffer());
  assert.ok(served.equals(bytes), 'the bytes are served unchanged');

  const before = await set.product();
  assert.deepEqual((await set.update({ id, referencesToAdd: [before.id] })).userErrors, []);
  const attached = await set.product();
  assert.deepEqual(attached.mediaIds, [...before.mediaIds, id], 'a file is attached at the end');
  const moved = await set.reorder(before.id, [{ id, newPosition: '1' }]);
  assert.equal(moved.job.done, false);
  await set.jobDone(moved.job.id);
  const after = await set.product();
  assert.deepEqual(after.mediaIds, [before.mediaIds[0], id, before.mediaIds[1]]);
  assert.equal(after.media[1].sha256, createHash('sha256').update(bytes).digest('hex'));
});

test('Taking a file out of a gallery keeps the file, deleting it does not', async (context) => {
  const set = await stageSet(context);
  const before = await set.product();
  const [id] = before.mediaIds;
  await set.update({ id, referencesToRemove: [before.id] });
  assert.deepEqual((await set.product()).mediaIds, [before.mediaIds[1]]);
  assert.equal((await set.node(id)).status, 'READY');
  await set.sandbox.graphql(set.token, 'mutation($ids: [ID!]!) { fileDelete(fileIds: $ids) { deletedFileIds } }', { ids: [id] });
  assert.equal(await set.node(id), null);
});

test('A multipart upload works with the parameters first and the file last', async (context) => {
  const set = await stageSet(context);
  const bytes = await picture();
  const { stagedTargets: [target] } = await set.stage({ filename: 'a.png', mimeType: 'image/png', resource: 'IMAGE', httpMethod: 'POST', fileSize: String(bytes.length) });
  const form = new FormData();
  for (const { name, value } of target.parameters) form.append(name, value);
  form.append('file', new Blob([bytes]), 'a.png');
  assert.equal((await fetch(target.url, { method: 'POST', body: form })).status, 201);
  const created = await set.create({ originalSource: target.resourceUrl });
  assert.equal((await set.settled(created.files[0].id)).status, 'READY');
});

test('An upload of another length, or of another type, is refused', async (context) => {
  const set = await stageSet(context);
  const { stagedTargets: [target] } = await set.stage({ filename: 'a.png', mimeType: 'image/png', resource: 'IMAGE', fileSize: '10' });
  const wrong = await set.put(target, Buffer.alloc(11), 'image/png');
  assert.equal(wrong.status, 400);
  assert.match(await wrong.text(), /EntityTooLarge/);
  assert.equal((await set.put(target, Buffer.alloc(10), 'image/jpeg')).status, 403);
});

test('A staged video needs its size', async (context) => {
  const set = await stageSet(context);
  const { userErrors } = await set.stage({ filename: 'a.mp4', mimeType: 'video/mp4', resource: 'VIDEO' });
  assert.deepEqual(userErrors[0].field, ['input', '0', 'fileSize']);
});

for (const [name, bytes, code] of [
  ['no picture', async () => Buffer.from('not a picture'), 'UNSUPPORTED_IMAGE_FILE_TYPE'],
  ['truncated', async () => (await picture(200, 200)).subarray(0, 20_000), 'IMAGE_PROCESSING_FAILURE'],
  ['over 20 megapixels', () => sharp({ create: { width: 5000, height: 4001, channels: 3, background: 'white' } }).png().toBuffer(), 'INVALID_IMAGE_RESOLUTION'],
]) {
  test(`A file that is ${name} ends as FAILED with ${code}`, async (context) => {
    const set = await stageSet(context);
    const created = await set.create({ originalSource: await set.upload(await bytes()) });
    const { status, mediaErrors } = await set.settled(created.files[0].id);
    assert.deepEqual([status, mediaErrors[0].code], ['FAILED', code]);
    const { userErrors } = await set.update({ id: created.files[0].id, referencesToAdd: [(await set.product()).id] });
    assert.equal(userErrors[0].code, 'NON_READY_STATE');
  });
}

test('Refuses what cannot be published, with a code for each', async (context) => {
  const set = await stageSet(context);
  const [id] = (await set.product()).mediaIds;
  const source = await set.upload(await picture());
  const codes = async (answer) => (await answer).userErrors.map((error) => error.code);
  assert.deepEqual(await codes(set.create({ originalSource: 'https://example.com/a.png' })), ['INVALID_IMAGE_SOURCE_URL']);
  assert.deepEqual(await codes(set.create({ originalSource: source, alt: 'x'.repeat(513) })), ['ALT_VALUE_LIMIT_EXCEEDED']);
  assert.deepEqual(await codes(set.create({ originalSource: source, filename: 'a.jpg' })), ['MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE']);
  assert.deepEqual(await codes(set.update({ id, alt: 'x'.repeat(513) })), ['ALT_VALUE_LIMIT_EXCEEDED']);
  assert.deepEqual(await codes(set.update({ id, referencesToAdd: ['gid://shopify/Product/1'] })), ['REFERENCE_TARGET_DOES_NOT_EXIST']);
  assert.deepEqual(await codes(set.update({ id: 'gid://shopify/MediaImage/1', alt: 'a' })), ['FILE_DOES_NOT_EXIST']);
  const product = await set.product();
  const foreign = await set.reorder(product.id, [{ id: 'gid://shopify/MediaImage/1', newPosition: '0' }]);
  assert.equal(foreign.mediaUserErrors[0].code, 'MEDIA_DOES_NOT_EXIST_ON_PRODUCT');
});

test('A product holds 250 media and not one more', async (context) => {
  const set = await stageSet(context, 250);
  const product = await set.product();
  assert.equal(product.mediaIds.length, 250);
  const created = await set.create({ originalSource: await set.upload(await picture()) });
  await set.settled(created.files[0].id);
  const { userErrors } = await set.update({ id: created.files[0].id, referencesToAdd: [product.id] });
  assert.equal(userErrors[0].code, 'PRODUCT_MEDIA_LIMIT_EXCEEDED');
});

test('Two files of one name get two names', async (context) => {
  const set = await stageSet(context);
  const source = await set.upload(await picture());
  const ids = [];
  for (const duplicateResolutionMode of ['APPEND_UUID', 'APPEND_UUID']) ids.push((await set.create({ originalSource: source, duplicateResolutionMode })).files[0].id);
  const urls = await Promise.all(ids.map(async (id) => path.basename(new URL((await set.settled(id)).image.url).pathname)));
  assert.equal(urls[0], 'new.png');
  assert.match(urls[1], /^new_[0-9a-f-]{36}\.png$/);
  const raised = await set.create({ originalSource: source, duplicateResolutionMode: 'RAISE_ERROR' });
  assert.equal(raised.userErrors[0].code, 'FILENAME_ALREADY_EXISTS');
  const found = await set.sandbox.graphql(set.token, '{ files(first: 5, query: "filename:new.png") { nodes { id } } }');
  assert.deepEqual(found.body.data.files.nodes, [{ id: ids[0] }]);
});

test('A variant shows one picture, which has to be taken off before the next', async (context) => {
  const set = await stageSet(context);
  const product = await set.product();
  const change = async (verb, mediaId) => {
    const variables = { productId: product.id, variantMedia: [{ variantId: product.variants[0].id, mediaIds: [mediaId] }] };
    const document = `mutation($productId: ID!, $variantMedia: [ProductVariant${verb}MediaInput!]!) { productVariant${verb}Media(productId: $productId, variantMedia: $variantMedia) { userErrors { code } productVariants { media(first: 1) { nodes { id } } } } }`;
    return (await set.sandbox.graphql(set.token, document, variables)).body.data[`productVariant${verb}Media`];
  };
  const [one, two] = product.mediaIds;
  assert.deepEqual((await change('Append', one)).productVariants[0].media.nodes, [{ id: one }]);
  assert.equal((await change('Append', two)).userErrors[0].code, 'PRODUCT_VARIANT_ALREADY_HAS_MEDIA');
  assert.equal((await change('Detach', two)).userErrors[0].code, 'MEDIA_IS_NOT_ATTACHED_TO_VARIANT');
  assert.deepEqual((await change('Detach', one)).userErrors, []);
  assert.deepEqual((await change('Append', two)).userErrors, []);
});

test('A variant takes only ready pictures of its own product, one in each pair', async (context) => {
  const set = await stageSet(context);
  const product = await set.product();
  const waiting = await set.create({ originalSource: await set.upload(Buffer.from('not a picture')) });
  await set.settled(waiting.files[0].id);
  const document = 'mutation($productId: ID!, $variantMedia: [ProductVariantAppendMediaInput!]!) { productVariantAppendMedia(productId: $productId, variantMedia: $variantMedia) { userErrors { code } } }';
  const append = async (...mediaIds) => {
    const variables = { productId: product.id, variantMedia: [{ variantId: product.variants[0].id, mediaIds }] };
    return (await set.sandbox.graphql(set.token, document, variables)).body.data.productVariantAppendMedia.userErrors.map((error) => error.code);
  };
  assert.deepEqual(await append(waiting.files[0].id), ['MEDIA_DOES_NOT_EXIST_ON_PRODUCT']);
  assert.deepEqual(await append(...product.mediaIds), ['TOO_MANY_MEDIA_PER_INPUT_PAIR']);
  const brought = 'mutation($product: ProductUpdateInput!, $media: [CreateMediaInput!]) { productUpdate(product: $product, media: $media) { product { media(first: 9) { nodes { id status } } } } }';
  const media = [{ originalSource: await set.upload(Buffer.from('not a picture')), mediaContentType: 'IMAGE' }];
  const { data } = (await set.sandbox.graphql(set.token, brought, { product: { id: product.id }, media })).body;
  assert.deepEqual(await append(data.productUpdate.product.media.nodes[2].id), ['NON_READY_MEDIA']);
});

for (const [plan, videos, code] of [['Basic', 250, 'NON_IMAGE_MEDIA_PER_SHOP_LIMIT_EXCEEDED'], ['Trial', 0, 'UNACCEPTABLE_TRIAL_ASSET']]) {
  test(`A shop on the plan ${plan} takes ${videos} videos and then answers ${code}`, async (context) => {
    const set = await stageSet(context, 1, plan);
    const source = await set.upload(Buffer.alloc(10), { filename: 'clip.mp4', mimeType: 'video/mp4', resource: 'VIDEO' });
    const files = Array.from({ length: videos }, () => ({ originalSource: source, contentType: 'VIDEO' }));
    if (videos > 0) assert.deepEqual((await set.createAll(files)).userErrors, []);
    assert.equal((await set.create({ originalSource: source, contentType: 'VIDEO' })).userErrors[0].code, code);
  });
}

test('Only pictures can be refused for their name', async (context) => {
  const set = await stageSet(context);
  const source = await set.upload(Buffer.alloc(10), { filename: 'clip.mp4', mimeType: 'video/mp4', resource: 'VIDEO' });
  const { userErrors } = await set.create({ originalSource: source, contentType: 'VIDEO', duplicateResolutionMode: 'RAISE_ERROR' });
  assert.equal(userErrors[0].code, 'INVALID_DUPLICATE_MODE_FOR_TYPE');
});

test('A merchant attaches a file, gives it to a variant and rewords it; the product page shows the variant with it', async (context) => {
  const set = await stageSet(context);
  const product = await set.product();
  const other = (await set.sandbox.control('GET', `shops/${domain}/products/product-2`)).body;
  const [id] = other.mediaIds;
  const variant = product.variants[0].id;
  const answer = await set.sandbox.control('POST', `shops/${domain}/products/product-1/media`, [{ op: 'attach', id }, { op: 'variant', variant, id }, { op: 'alt', id, alt: 'By hand' }]);
  assert.deepEqual([answer.status, answer.body.mediaIds.at(-1), answer.body.variants[0].mediaIds], [200, id, [id]]);
  assert.equal((await set.sandbox.control('GET', `shops/${domain}/products/product-2`)).body.media[0].alt, 'By hand', 'the file is shared');
  const page = await (await fetch(`${set.sandbox.url}/admin/store/north/products/${product.numericId}`)).text();
  assert.match(page, new RegExp(`data-variant-media="${id}"`));
});

test('A video is read, served in ranges and has a still', async (context) => {
  const set = await stageSet(context);
  const file = path.join(set.folder, 'clip.mp4');
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=108x192:rate=10:duration=1', '-pix_fmt', 'yuv420p', file]);
  const source = await set.upload(await readFile(file), { filename: 'clip.mp4', mimeType: 'video/mp4', resource: 'VIDEO' });
  const created = await set.create({ originalSource: source, contentType: 'VIDEO' });
  const video = await set.settled(created.files[0].id);
  assert.deepEqual([video.status, video.duration, video.sources[0].width, video.sources[0].height], ['READY', 1000, 108, 192]);
  const part = await fetch(video.sources[0].url, { headers: { Range: 'bytes=4-7' } });
  assert.deepEqual([part.status, await part.text()], [206, 'ftyp']);
  const still = await fetch(video.preview.image.url);
  assert.equal((await sharp(Buffer.from(await still.arrayBuffer())).metadata()).width, 108);
});

test('A picture can be had smaller', async (context) => {
  const set = await stageSet(context);
  const [media] = (await set.product()).media;
  const answer = await fetch(`${media.url}&width=16`);
  assert.equal((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width, 16);
});

test('An update of a product can bring pictures along', async (context) => {
  const set = await stageSet(context);
  const before = await set.product();
  const document = 'mutation($product: ProductUpdateInput!, $media: [CreateMediaInput!]) { productUpdate(product: $product, media: $media) { product { title media(first: 5) { nodes { id status } } } userErrors { message } } }';
  const media = [{ originalSource: await set.upload(await picture()), mediaContentType: 'IMAGE', alt: 'New' }];
  const { data } = (await set.sandbox.graphql(set.token, document, { product: { id: before.id, title: 'Renamed' }, media })).body;
  assert.deepEqual([data.productUpdate.product.title, data.productUpdate.product.media.nodes[2].status], ['Renamed', 'UPLOADED']);
  assert.equal((await set.settled(data.productUpdate.product.media.nodes[2].id)).status, 'READY');
});
