import { bulkProblem } from '../../bulk/rules.mjs';
import { globalId } from '../ids.mjs';
import { bulkView } from '../views/bulk.mjs';

/** @param {{shop: import('../../model.mjs').Shop, bulk: import('../../bulk/operations.mjs').BulkOperations}} context */
export function bulkMutations({ shop, bulk }) {
  const refused = (code, message, field = null) => ({ bulkOperation: null, userErrors: [{ __typename: 'BulkOperationUserError', code, field, message }] });
  return {
    bulkOperationRunQuery: ({ query }) => {
      const problem = bulkProblem(query);
      if (problem) return refused('INVALID', problem, ['query']);
      if (bulk.isFull(shop)) return refused('LIMIT_REACHED', 'Bulk operations limit reached. Please try again later.');
      return { bulkOperation: bulkView(shop, bulk.start(shop, query), false), userErrors: [] };
    },
    bulkOperationCancel: ({ id }) => {
      const operation = shop.bulkOperations[globalId(id, 'BulkOperation')];
      if (!operation) return { bulkOperation: null, userErrors: [{ __typename: 'UserError', field: ['id'], message: 'Bulk operation does not exist.' }] };
      if (!['CREATED', 'RUNNING'].includes(operation.status)) {
        return { bulkOperation: bulkView(shop, operation, false), userErrors: [{ __typename: 'UserError', field: null, message: 'A bulk operation cannot be canceled when it is completed.' }] };
      }
      bulk.cancel(operation);
      return { bulkOperation: bulkView(shop, operation, false), userErrors: [] };
    },
  };
}
