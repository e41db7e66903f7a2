import type {ProductStatus} from './answers';
import {type Client, type Code, Refusal} from './client';

export type StatusState = {phase: 'loading'} | {phase: 'ready'; status: ProductStatus} | {phase: 'failed'; problem: Code};

/** Looks one product up. */
export async function readStatus(client: Client, id: string): Promise<StatusState> {
  try {
    return {phase: 'ready', status: await client.product(id)};
  } catch (error) {
    if (error instanceof Refusal) return {phase: 'failed', problem: error.code};
    throw error;
  }
}
