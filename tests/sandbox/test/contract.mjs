// node test/contract.mjs INTROSPECTION.json[.gz]: is the schema folder's slice a subset of Shopify's own schema? Exit code 0 when it is.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, buildSchema } from 'graphql';
import { sliceText as sdl } from '../src/graphql/schema.mjs';
import { differences } from './slice.mjs';

const file = process.argv[2];
if (!file) {
  process.stderr.write('Give the path of the introspection file.\n');
  process.exit(2);
}
const bytes = readFileSync(file);
const parsed = JSON.parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
const whole = buildClientSchema(parsed.data ?? parsed, { assumeValid: true });

let number = 0;
let failures = 0;
function report(name, problems) {
  number += 1;
  if (problems.length === 0) return process.stdout.write(`ok ${number} - ${name}\n`);
  failures += 1;
  process.stdout.write(`not ok ${number} - ${name}\n${problems.map((line) => `  # ${line}\n`).join('')}`);
}

report('the slice is a subset of the published schema', differences(buildSchema(sdl), whole));

/** The check itself is checked: each change makes the slice wrong in one way and must be found. */
const wrong = [
  ['an unknown field', 'type Domain implements Node {', 'type Domain implements Node {\n  colour: String', 'Domain.colour does not exist'],
  ['a deprecated field', 'type ShopPlan {', 'type ShopPlan {\n  displayName: String!', 'ShopPlan.displayName is deprecated'],
  ['a wrong nullability', 'mimeType: String\n', 'mimeType: String!\n', 'MediaImage.mimeType is String!, not String'],
  ['an unknown argument', 'product(id: ID!): Product', 'product(id: ID!, colour: Int): Product', 'QueryRoot.product(colour) does not exist'],
  ['a missing required argument', 'job(id: ID!): Job', 'job: Job', 'QueryRoot.job(id) is required and missing'],
  ['an unknown enum value', 'enum ProductMediaSortKeys { ID', 'enum ProductMediaSortKeys { COLOUR ID', 'ProductMediaSortKeys.COLOUR does not exist'],
  ['an unknown input field', 'input MoveInput {', 'input MoveInput {\n  colour: Int', 'MoveInput.colour does not exist'],
  ['a missing required input field', '  newPosition: UnsignedInt64!\n', '', 'MoveInput.newPosition is required and missing'],
  ['an unknown type', 'type Count {', 'type Colour {\n  name: String\n}\n\ntype Count {', 'Colour does not exist'],
  ['another default value', 'limit: Int = 10000', 'limit: Int = 5', 'QueryRoot.productsCount(limit) has another default value'],
  ['an interface it lacks', 'type Count {', 'type Count implements Node {\n  id: ID!', 'Count implements Node, which it does not'],
];

for (const [name, before, after, expected] of wrong) {
  const changed = sdl.replace(before, after);
  const found = changed === sdl ? [] : differences(buildSchema(changed), whole);
  report(`refuses ${name}`, found.includes(expected) ? [] : [`expected: ${expected}`, ...found]);
}

process.stdout.write(`1..${number}\n`);
process.exit(failures === 0 ? 0 : 1);
