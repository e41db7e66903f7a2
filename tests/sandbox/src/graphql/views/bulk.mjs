/** @param {import('../../model.mjs').Shop} shop @param {object} operation @param {boolean} expired its addresses are too old */
export function bulkView(shop, operation, expired) {
  const address = operation.key && !expired ? `${shop.baseUrl}/bulk/${shop.domain}/${operation.key}` : null;
  return {
    __typename: 'BulkOperation',
    id: operation.id,
    type: 'QUERY',
    status: expired && operation.status === 'COMPLETED' ? 'EXPIRED' : operation.status,
    query: operation.query,
    createdAt: operation.createdAt,
    completedAt: operation.status === 'COMPLETED' ? operation.completedAt : null,
    errorCode: operation.errorCode,
    objectCount: String(operation.objectCount),
    rootObjectCount: String(operation.rootObjectCount),
    fileSize: operation.fileSize === null ? null : String(operation.fileSize),
    url: operation.partial ? null : address,
    partialDataUrl: operation.partial ? address : null,
  };
}
