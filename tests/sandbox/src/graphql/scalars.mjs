import { GraphQLError, Kind } from 'graphql';

const checks = {
  DateTime: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  Decimal: (value) => /^-?\d+(\.\d+)?$/.test(String(value)),
  HTML: (value) => typeof value === 'string',
  Money: (value) => /^-?\d+(\.\d+)?$/.test(String(value)),
  URL: (value) => typeof value === 'string',
  UnsignedInt64: (value) => /^\d{1,20}$/.test(String(value)) && BigInt(value) <= 18446744073709551615n,
};

/** Gives the slice's scalars the checks that plain SDL lacks. @param {import('graphql').GraphQLSchema} schema */
export function dressScalars(schema) {
  for (const [name, check] of Object.entries(checks)) {
    const type = schema.getType(name);
    const read = (value) => {
      if (check(value)) return String(value);
      throw new GraphQLError(`${name} cannot represent value: ${JSON.stringify(value)}`);
    };
    type.serialize = read;
    type.parseValue = read;
    type.parseLiteral = (node) => {
      if (node.kind === Kind.STRING || node.kind === Kind.INT) return read(node.value);
      throw new GraphQLError(`${name} cannot represent this literal.`);
    };
  }
}
