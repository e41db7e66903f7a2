import { Kind } from 'graphql';

/** @returns {Record<string, object>} the document's fragments by name */
export function fragmentsOf(document) {
  return Object.fromEntries(document.definitions.filter((entry) => entry.kind === Kind.FRAGMENT_DEFINITION).map((entry) => [entry.name.value, entry]));
}

/** Every field of a selection, those inside its fragments too. */
export function fieldsOf(selectionSet, fragments) {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return fieldsOf(fragment.selectionSet, fragments);
  });
}

/** What a connection's nodes are asked for, or null when the field is no connection. */
export function nodeSelection(field, fragments) {
  for (const inner of fieldsOf(field.selectionSet, fragments)) {
    if (inner.name.value === 'nodes') return inner.selectionSet;
    if (inner.name.value === 'edges') return fieldsOf(inner.selectionSet, fragments).find((entry) => entry.name.value === 'node')?.selectionSet ?? null;
  }
  return null;
}
