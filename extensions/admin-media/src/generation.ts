import type {Choice, Quote, Started} from './answers';
import {type Client, type Code, Refusal} from './client';

export type GenerationState =
  | {phase: 'loading'; quote?: Quote}
  | {phase: 'ready'; quote: Quote; problem?: Code}
  | {phase: 'starting'; quote: Quote}
  | {phase: 'started'; started: Started}
  | {phase: 'failed'; problem: Code};

/** One person's way from a choice of products to a started batch. */
export class Generation {
  state: GenerationState = {phase: 'loading'};
  private choice: Choice;
  private key: string;
  private asked = 0;

  /** @param changed called after each change of `state` @param newKey makes a UUID */
  constructor(
    private readonly client: Client,
    productIds: string[],
    private readonly changed: () => void,
    private readonly newKey: () => string,
  ) {
    this.choice = {productIds};
    this.key = newKey();
  }

  /** Asks for the cost of the choice as it stands. */
  async load(problem?: Code): Promise<void> {
    const mine = ++this.asked;
    this.become({phase: 'loading', quote: 'quote' in this.state ? this.state.quote : undefined});
    try {
      const quote = await this.client.quote(this.choice);
      // An answer to an older choice must not overwrite the newer one's cost.
      if (mine === this.asked) this.become({phase: 'ready', quote, problem});
    } catch (error) {
      if (mine === this.asked) this.become({phase: 'failed', problem: codeOf(error)});
    }
  }

  choose(part: {style?: string; count?: number}): Promise<void> {
    if (this.state.phase === 'starting' || this.state.phase === 'started') return Promise.resolve();
    this.choice = {...this.choice, ...part};
    // Another choice is another wish: its key must not find the batch of the one before.
    this.key = this.newKey();
    return this.load();
  }

  /** Starts what the last quote showed. A second call while it runs does nothing; after a lost answer it finds the same batch. */
  async start(): Promise<void> {
    if (this.state.phase !== 'ready' || !canStart(this.state.quote)) return;
    const {quote} = this.state;
    this.become({phase: 'starting', quote});
    try {
      const started = await this.client.start(this.key, {...this.choice, style: quote.style, count: quote.count}, quote.credits);
      this.become({phase: 'started', started});
    } catch (error) {
      const problem = codeOf(error);
      if (problem === 'unreachable' || problem === 'too_many_requests') this.become({phase: 'ready', quote, problem});
      else await this.load(problem);
    }
  }

  private become(state: GenerationState): void {
    this.state = state;
    this.changed();
  }
}

export const canStart = (quote: Quote): boolean => quote.results > 0 && quote.affordable;

function codeOf(error: unknown): Code {
  if (error instanceof Refusal) return error.code;
  throw error;
}
