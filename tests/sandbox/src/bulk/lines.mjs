import { execute, getOperationAST, parse } from 'graphql';
import { wholeLists } from '../graphql/connection.mjs';
import { queries } from '../graphql/queries.mjs';
import { schema } from '../graphql/schema.mjs';
import { fieldsOf, fragmentsOf, nodeSelection } from './selections.mjs';

/**
 * Runs a bulk query over the whole shop.
 * @param {{shop: import('../model.mjs').Shop, config: object}} context @param {string} text
 * @returns {Promise<{text: string, depth: number}[]>} one entry per object, each parent before its children
 */
export async function bulkLines(context, text) {
  const document = parse(text);
  const { data, errors } = await wholeLists.run(true, () => execute({ schema, document, rootValue: queries(context) }));
  if (errors?.length > 0) throw errors[0];
  const lines = [];
  const fragments = fragmentsOf(document);
  for (const field of fieldsOf(getOperationAST(document).selectionSet, fragments)) flatten(field, data, null, { fragments, lines, depth: 0 });
  return lines;
}

function flatten(field, owner, parentId, call) {
  const selection = nodeSelection(field, call.fragments);
  const connection = owner[keyOf(field)];
  if (!selection || !connection) return;
  for (const node of connection.nodes ?? connection.edges.map((edge) => edge.node)) {
    const fields = fieldsOf(selection, call.fragments).filter((entry) => keyOf(entry) in node);
    const nested = fields.filter((entry) => nodeSelection(entry, call.fragments));
    const own = Object.fromEntries(Object.entries(node).filter(([key]) => !nested.some((entry) => keyOf(entry) === key)));
    call.lines.push({ text: JSON.stringify(parentId === null ? own : { ...own, __parentId: parentId }), depth: call.depth });
    for (const inner of nested) flatten(inner, node, node.id, { ...call, depth: call.depth + 1 });
  }
}

const keyOf = (field) => field.alias?.value ?? field.name.value;

/** The same objects with every child before its parent; siblings keep their order. */
export const childrenFirst = (lines) => [...lines.filter((line) => line.depth > 0), ...lines.filter((line) => line.depth === 0)];
