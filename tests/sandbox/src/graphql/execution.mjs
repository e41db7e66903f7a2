import { GraphQLError, Kind, execute, getOperationAST, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { bulkMutations } from './mutations/bulk.mjs';
import { billingMutations } from '../billing/graphql.mjs';
import { fileMutations } from './mutations/files.mjs';
import { flowMutations } from './mutations/flow.mjs';
import { galleryMutations } from './mutations/gallery.mjs';
import { metafieldMutations } from './mutations/metafields.mjs';
import { productMutations } from './mutations/products.mjs';
import { uploadMutations } from './mutations/uploads.mjs';
import { queries } from './queries.mjs';
import { schema } from './schema.mjs';
import { accessProblem } from './scopes.mjs';

export const queryCostLimit = 1000;

/**
 * Parses and checks one request without running it.
 * @returns {{errors: GraphQLError[]}|{operation: object, fragments: object, variables: object, document: object, rootFields: string[], schema: object}}
 */
export function prepare({ query, variables, operationName }) {
  let document;
  try {
    document = parse(query);
  } catch (error) {
    return { errors: [error] };
  }
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  const operation = getOperationAST(document, operationName);
  if (!operation) return { errors: [new GraphQLError(operationName ? `No operation named "${operationName}"` : 'An operation name is required')] };
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  if (coerced.errors) return { errors: coerced.errors.map(invalidVariable) };
  const fragments = Object.fromEntries(document.definitions.filter((entry) => entry.kind === Kind.FRAGMENT_DEFINITION).map((entry) => [entry.name.value, entry]));
  const rootFields = operation.selectionSet.selections.filter((entry) => entry.kind === Kind.FIELD).map((entry) => entry.name.value);
  return { schema, document, operation, fragments, variables: coerced.coerced, rootFields };
}

function invalidVariable(error) {
  return new GraphQLError(error.message, { nodes: error.nodes, extensions: { code: 'INVALID_VARIABLE' } });
}

/** @returns {Promise<import('graphql').ExecutionResult>} */
export async function run(prepared, request, context) {
  const refused = prepared.rootFields.map((field) => accessProblem(context.shop.scopes, field)).filter(Boolean);
  if (refused.length > 0) return { data: null, errors: refused };
  const rootValue = prepared.operation.operation === 'mutation' ? mutations(context) : queries(context);
  return execute({ schema, document: prepared.document, rootValue, variableValues: request.variables ?? {}, operationName: request.operationName });
}

function mutations(context) {
  return {
    ...bulkMutations(context),
    ...billingMutations(context),
    ...fileMutations(context),
    ...flowMutations(context),
    ...galleryMutations(context),
    ...metafieldMutations(context),
    ...productMutations(context),
    ...uploadMutations(context),
  };
}

