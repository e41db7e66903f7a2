// Checks GraphQL documents, given as {name: text} on standard input, against an introspection file. Prints {name: [problem, …]}.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { NoDeprecatedCustomRule, buildClientSchema, parse, specifiedRules, validate } from 'graphql';

const { data } = JSON.parse(gunzipSync(readFileSync(process.argv[2])));
const schema = buildClientSchema(data, { assumeValid: true });
const problems = (text) => {
  try {
    return validate(schema, parse(text), [...specifiedRules, NoDeprecatedCustomRule]).map((error) => error.message);
  } catch (error) {
    return [error.message];
  }
};
const documents = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(documents).map(([name, text]) => [name, problems(text)]))));
