// Compares a slice with the published schema. Every difference is returned as one line of text.
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isRequiredInputField, isRequiredArgument, isScalarType, isSpecifiedScalarType, isUnionType } from 'graphql';

/** @param {import('graphql').GraphQLSchema} slice @param {import('graphql').GraphQLSchema} whole @returns {string[]} what the slice has that the whole has not */
export function differences(slice, whole) {
  const found = [];
  for (const root of ['getQueryType', 'getMutationType', 'getSubscriptionType']) {
    if (slice[root]() && slice[root]().name !== whole[root]()?.name) found.push(`${slice[root]().name} is not the root type`);
  }
  for (const type of Object.values(slice.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    compareType(type, whole.getType(type.name), found);
  }
  return found;
}

function compareType(type, real, found) {
  if (!real) return found.push(`${type.name} does not exist`);
  if (type.constructor.name !== real.constructor.name) return found.push(`${type.name} is not a ${type.constructor.name}`);
  if (isScalarType(type)) return;
  if (isEnumType(type)) return compareValues(type, real, found);
  if (isUnionType(type)) return compareNames(type.getTypes(), real.getTypes(), `${type.name} holds`, found);
  if (isInputObjectType(type)) return compareInputs(type, real, found);
  if (isObjectType(type) || isInterfaceType(type)) {
    compareNames(type.getInterfaces(), real.getInterfaces(), `${type.name} implements`, found);
    compareFields(type, real, found);
  }
}

function compareNames(own, real, what, found) {
  const names = real.map((entry) => entry.name);
  for (const entry of own) if (!names.includes(entry.name)) found.push(`${what} ${entry.name}, which it does not`);
}

function compareValues(type, real, found) {
  for (const value of type.getValues()) {
    const other = real.getValue(value.name);
    if (!other) found.push(`${type.name}.${value.name} does not exist`);
    else if (other.deprecationReason != null) found.push(`${type.name}.${value.name} is deprecated`);
  }
}

function compareFields(type, real, found) {
  for (const field of Object.values(type.getFields())) {
    const other = real.getFields()[field.name];
    const name = `${type.name}.${field.name}`;
    if (!compareMember(name, field, other, found)) continue;
    for (const argument of field.args) compareMember(`${name}(${argument.name})`, argument, other.args.find((entry) => entry.name === argument.name), found, true);
    for (const argument of other.args) {
      if (isRequiredArgument(argument) && !field.args.some((entry) => entry.name === argument.name)) found.push(`${name}(${argument.name}) is required and missing`);
    }
  }
}

function compareInputs(type, real, found) {
  for (const field of Object.values(type.getFields())) compareMember(`${type.name}.${field.name}`, field, real.getFields()[field.name], found, true);
  for (const field of Object.values(real.getFields())) {
    if (isRequiredInputField(field) && !type.getFields()[field.name]) found.push(`${type.name}.${field.name} is required and missing`);
  }
}

function compareMember(name, own, real, found, isInput = false) {
  if (!real) return !found.push(`${name} does not exist`);
  if (real.deprecationReason != null) found.push(`${name} is deprecated`);
  if (String(own.type) !== String(real.type)) found.push(`${name} is ${own.type}, not ${real.type}`);
  if (isInput && JSON.stringify(own.defaultValue) !== JSON.stringify(real.defaultValue)) found.push(`${name} has another default value`);
  return true;
}
