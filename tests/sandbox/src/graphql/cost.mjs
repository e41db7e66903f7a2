import { Kind, getNamedType, isCompositeType } from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';

const mutationCost = 10;
const connectionBase = 2;

/**
 * The points of one operation. A scalar is free; an object is 1; a connection is 2 plus its size times the cost of a node (edges,
 * nodes and pageInfo themselves are free); a field of an interface counts the dearest of its fragments; a mutation is 10.
 * With `data`, connections count what they really returned.
 * @param {{schema: import('graphql').GraphQLSchema, operation: object, fragments: Record<string, object>, variables: object}} call
 * @param {object|null} [data] @returns {number}
 */
export function costOf(call, data = null) {
  const { schema, operation } = call;
  if (operation.operation === 'mutation') return operation.selectionSet.selections.length * mutationCost;
  return Math.max(1, selectionCost(call, operation.selectionSet, schema.getQueryType(), data));
}

function selectionCost(call, selectionSet, type, data) {
  let shared = 0;
  const byType = new Map();
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      shared += fieldCost(call, selection, type, data);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : call.fragments[selection.name.value];
    const name = fragment.typeCondition?.name.value ?? type.name;
    const cost = selectionCost(call, fragment.selectionSet, call.schema.getType(name), data);
    byType.set(name, (byType.get(name) ?? 0) + cost);
  }
  return shared + Math.max(0, ...byType.values());
}

function fieldCost(call, field, type, data) {
  const definition = type.getFields?.()[field.name.value];
  const result = getNamedType(definition?.type);
  if (!definition || !isCompositeType(result)) return 0;
  const value = data === null ? undefined : data[field.alias?.value ?? field.name.value];
  if (value === null) return 0;
  if (result.name.endsWith('Connection')) return connectionCost(call, field, definition, result, value);
  if (result.name === 'PageInfo') return 0;
  if (Array.isArray(value)) return value.reduce((sum, entry) => sum + (entry === null ? 0 : 1 + selectionCost(call, field.selectionSet, result, entry)), 0);
  return listSize(call, field, definition) * (1 + selectionCost(call, field.selectionSet, result, value ?? null));
}

function listSize(call, field, definition) {
  if (field.name.value !== 'nodes' || !definition.args.some((argument) => argument.name === 'ids')) return 1;
  return getArgumentValues(definition, field, call.variables).ids.length;
}

function connectionCost(call, field, definition, type, value) {
  const { first, last } = getArgumentValues(definition, field, call.variables);
  const size = first ?? last ?? 0;
  const inner = [];
  for (const selection of fieldsOf(call, field.selectionSet)) {
    const name = selection.name.value;
    if (name !== 'nodes' && name !== 'edges') continue;
    const entries = value?.[selection.alias?.value ?? name] ?? null;
    inner.push(listCost(call, selection, getNamedType(type.getFields()[name].type), name === 'edges', entries, size));
  }
  return connectionBase + Math.max(0, ...inner);
}

function listCost(call, selection, type, isEdges, entries, size) {
  const one = (entry) => {
    if (!isEdges) return 1 + selectionCost(call, selection.selectionSet, type, entry);
    return selectionCost(call, selection.selectionSet, type, entry);
  };
  return entries ? entries.reduce((sum, entry) => sum + one(entry), 0) : size * one(null);
}

function fieldsOf(call, selectionSet) {
  return selectionSet.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : call.fragments[selection.name.value];
    return fieldsOf(call, fragment.selectionSet);
  });
}
