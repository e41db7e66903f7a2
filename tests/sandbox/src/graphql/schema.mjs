import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { dressScalars } from './scalars.mjs';

/** The version this sandbox answers, whatever was asked, as a platform that falls forward does. */
export const apiVersion = '2026-10';

export const schema = buildSchema(readFileSync(new URL('../../schema/admin.graphql', import.meta.url), 'utf8'));
dressScalars(schema);
