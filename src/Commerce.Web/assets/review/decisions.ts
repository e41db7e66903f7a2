/** One press of a key: what it was about, what it made of it, and what stood there before. */
export interface Act {
  tiles: HTMLElement[];
  before: string[];
  state: string;
}

export interface Answer {
  refused: { id: string; words: string }[];
  summary: string;
  /** What the decision did to the owner's credits. */
  credits: string | null;
}

// The server takes forms of up to 1,024 values.
const mostAtOnce = 500;

/** Sends decisions in the background, one after the other, so that an undo never overtakes what it undoes. */
export class Decisions {
  private last: Promise<unknown> = Promise.resolve();

  /** Rejects when the server could not be reached or failed; nothing of that request was decided then. */
  send(url: string, fields: FormData): Promise<Answer> {
    const sent = this.last.then(() => this.post(url, fields));
    this.last = sent.catch(() => undefined);
    return sent;
  }

  private async post(url: string, fields: FormData): Promise<Answer> {
    const seen = fields.getAll('seen');
    const answers: Answer[] = [];
    for (let from = 0; from < seen.length; from += mostAtOnce) {
      const part = new URLSearchParams();
      for (const [name, value] of fields) if (name !== 'seen' && typeof value === 'string') part.append(name, value);
      for (const each of seen.slice(from, from + mostAtOnce)) part.append('seen', String(each));
      // Kept alive, so that the last decision arrives even when the window closes on it.
      const response = await window.fetch(url, { method: 'POST', body: part, headers: { Accept: 'application/json' }, keepalive: seen.length < 100 });
      if (!response.ok) throw new Error(`The decision came back with ${response.status}`);
      answers.push((await response.json()) as Answer);
    }
    return { refused: answers.flatMap((answer) => answer.refused), summary: answers.at(-1)?.summary ?? '', credits: answers.findLast((answer) => answer.credits)?.credits ?? null };
  }
}
