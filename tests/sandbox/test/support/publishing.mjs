import { until } from './sandbox.mjs';

const stageDocument = `mutation($input: [StagedUploadInput!]!) {
  stagedUploadsCreate(input: $input) { stagedTargets { url resourceUrl parameters { name value } } userErrors { field message } } }`;
const createDocument = `mutation($files: [FileCreateInput!]!) {
  fileCreate(files: $files) { files { id fileStatus alt } userErrors { code field message } } }`;
const updateDocument = `mutation($files: [FileUpdateInput!]!) {
  fileUpdate(files: $files) { files { id alt } userErrors { code field message } } }`;
const reorderDocument = `mutation($id: ID!, $moves: [MoveInput!]!) {
  productReorderMedia(id: $id, moves: $moves) { job { id done } mediaUserErrors { code field message } } }`;
const nodeDocument = `query($id: ID!) { node(id: $id) {
  ... on MediaImage { status alt image { url width height } mimeType mediaErrors { code } originalSource { fileSize url } }
  ... on Video { status alt filename duration sources { url width height mimeType } mediaErrors { code } preview { image { url } } } } }`;

/** The steps by which an app publishes, against one sandbox with one token. */
export function publisher(sandbox, token) {
  const call = async (document, variables) => (await sandbox.graphql(token, document, variables)).body.data;
  const stage = async (input) => (await call(stageDocument, { input: [input] })).stagedUploadsCreate;
  const put = (target, bytes, type) => fetch(target.url, { method: 'PUT', headers: { 'Content-Type': type }, body: bytes });
  const createAll = async (files) => (await call(createDocument, { files })).fileCreate;
  const create = (file) => createAll([file]);
  const update = async (file) => (await call(updateDocument, { files: [file] })).fileUpdate;
  const node = async (id) => (await call(nodeDocument, { id })).node;
  const settled = (id) => until(() => node(id), ({ status }) => status === 'READY' || status === 'FAILED');
  const reorder = async (id, moves) => (await call(reorderDocument, { id, moves })).productReorderMedia;
  const jobDone = (id) => until(() => call('query($id: ID!) { job(id: $id) { done } }', { id }), ({ job }) => job.done);

  /** @returns {Promise<string>} the resourceUrl of the uploaded bytes */
  const upload = async (bytes, { filename = 'new.png', mimeType = 'image/png', resource = 'IMAGE' } = {}) => {
    const { stagedTargets } = await stage({ filename, mimeType, resource, fileSize: String(bytes.length) });
    const answer = await put(stagedTargets[0], bytes, mimeType);
    if (answer.status !== 200) throw new Error(`The upload was answered with ${answer.status}.`);
    return stagedTargets[0].resourceUrl;
  };
  return { stage, put, create, createAll, update, node, settled, reorder, jobDone, upload };
}
