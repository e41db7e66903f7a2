const formats = { date: '2026-11-20', 'date-time': '2026-11-20T09:00:00Z', time: '09:00:00Z', email: 'somebody@example.com', uri: 'https://example.com/', uuid: '00000000-0000-4000-8000-000000000000' };

/**
 * A value that fits a JSON schema, as a model would answer that was asked for this shape.
 * @param {object} schema @param {string} name what texts speak of @param {object} [root] where references lead
 */
export function fitting(schema, name = 'answer', root = schema) {
  if (schema.$ref) return fitting(resolve(root, schema.$ref), name, root);
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return fitting(choice.find((entry) => entry.type !== 'null') ?? choice[0], name, root);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((entry) => fitting(entry, name, root)));
  const type = [schema.type].flat().find((entry) => entry !== 'null') ?? (schema.properties ? 'object' : 'string');
  return made(String(type).toLowerCase(), schema, name, root);
}

function made(type, schema, name, root) {
  if (type === 'object') return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, entry]) => [key, fitting(entry, key, root)]));
  if (type === 'array') return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, (_, index) => fitting(schema.items ?? {}, `${name} ${index + 1}`, root));
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return number(schema);
  return words(schema, name);
}

function number({ minimum, exclusiveMinimum, maximum }) {
  const least = minimum ?? (exclusiveMinimum === undefined ? 1 : exclusiveMinimum + 1);
  return maximum === undefined ? least : Math.min(least, maximum);
}

function words({ format, minLength = 0, maxLength = Infinity }, name) {
  if (Object.hasOwn(formats, format ?? '')) return formats[format];
  const text = `Sandbox ${name.replace(/[_-]/g, ' ')}`;
  return text.padEnd(minLength, '.').slice(0, maxLength);
}

function resolve(root, reference) {
  return reference.slice(2).split('/').reduce((node, part) => node[part.replace(/~1/g, '/').replace(/~0/g, '~')], root);
}
