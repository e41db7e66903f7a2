// Names what GraphQL documents, given as {name: text} on standard input, ask of the root: fields, and for node and nodes the
// types they expect there as node:Type. Prints {name: [root, …]}.
import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';

const roots = (text) => {
  const { definitions } = parse(text);
  const fragments = new Map(definitions.filter((entry) => entry.kind === Kind.FRAGMENT_DEFINITION).map((entry) => [entry.name.value, entry]));
  const types = (selectionSet) => (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    return [fragment.typeCondition?.name.value, ...types(fragment.selectionSet)].filter(Boolean);
  });
  const named = (selection) => {
    const name = selection.name.value;
    return name === 'node' || name === 'nodes' ? types(selection.selectionSet).map((type) => `node:${type}`) : [name];
  };
  return definitions.filter((entry) => entry.kind === Kind.OPERATION_DEFINITION).flatMap((entry) => entry.selectionSet.selections.flatMap(named));
};
const documents = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(documents).map(([name, text]) => [name, [...new Set(roots(text))]]))));
