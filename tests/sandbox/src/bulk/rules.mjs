import { Kind, parse, validate } from 'graphql';
import { schema } from '../graphql/schema.mjs';
import { fieldsOf, fragmentsOf, nodeSelection } from './selections.mjs';

const mostConnections = 5;
const deepest = 2;

/** What is wrong with a bulk query, in one sentence; null when it may run. @param {string} text */
export function bulkProblem(text) {
  let document;
  try {
    document = parse(text);
  } catch (error) {
    return `Invalid bulk query: ${error.message}`;
  }
  const [problem] = validate(schema, document);
  if (problem) return `Invalid bulk query: ${problem.message}`;
  const operations = document.definitions.filter((entry) => entry.kind === Kind.OPERATION_DEFINITION);
  if (operations.length !== 1 || operations[0].operation !== 'query') return 'Bulk queries must contain exactly one query operation.';
  if (operations[0].variableDefinitions?.length > 0) return 'Bulk queries cannot contain variables.';
  return shapeProblem(operations[0].selectionSet, fragmentsOf(document));
}

function shapeProblem(selectionSet, fragments) {
  const fields = fieldsOf(selectionSet, fragments);
  if (fields.length !== 1) return 'Bulk queries must contain exactly one top-level field.';
  if (['node', 'nodes'].includes(fields[0].name.value)) return `Bulk queries cannot contain a top level ${fields[0].name.value} field.`;
  const { connections, depth } = measure(selectionSet, fragments, 0);
  if (connections === 0) return 'Bulk queries must contain at least one connection.';
  if (connections > mostConnections) return `Bulk queries cannot contain more than ${mostConnections} connections.`;
  return depth > deepest ? `Bulk queries cannot nest connections more than ${deepest} levels deep.` : null;
}

function measure(selectionSet, fragments, level) {
  let connections = 0;
  let depth = level;
  for (const field of fieldsOf(selectionSet, fragments)) {
    const nodes = nodeSelection(field, fragments);
    const inner = nodes ? measure(nodes, fragments, level + 1) : measure(field.selectionSet, fragments, level);
    connections += inner.connections + (nodes ? 1 : 0);
    depth = Math.max(depth, inner.depth);
  }
  return { connections, depth };
}
