import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { dressScalars } from './scalars.mjs';

/** The version this sandbox answers, whatever was asked, as a platform that falls forward does. */
export const apiVersion = '2026-10';

const folder = new URL('../../schema/', import.meta.url);

/** The slice in schema definition language: admin.graphql and, beside it, one file of extensions per part of the platform. */
export const sliceText = readdirSync(folder).filter((name) => name.endsWith('.graphql')).sort().map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');

export const schema = buildSchema(sliceText);
dressScalars(schema);
