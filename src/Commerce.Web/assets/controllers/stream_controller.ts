import { Controller } from '@hotwired/stimulus';
import * as Turbo from '@hotwired/turbo';
import { readEvents, type ServerEvent } from '../events';
import { refreshPage } from '../refresh';

const shortest = 1_000;
const longest = 15_000;
const patience = 3;

/**
 * Follows long work. Reads server-sent events with `fetch` (so that the bearer goes along) from `data-stream-url-value`
 * and puts each fragment into the element whose id is the event's name. Four names mean more: `turbo-stream` runs its
 * actions, `refresh` morphs the page, `done` morphs it once and stops. While the server cannot be reached the page says
 * that it reconnects; a server that answers, but not with a stream, has the page morphed now and then instead.
 */
export class StreamController extends Controller<HTMLElement> {
  static override values = { url: String };
  declare readonly urlValue: string;
  private abort?: AbortController;
  private failures = 0;
  private lastId = '';

  override connect(): void {
    this.abort = new AbortController();
    void this.follow(this.abort.signal);
  }

  override disconnect(): void {
    this.abort?.abort();
    say(false);
  }

  private async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (await this.listen(signal)) return;
        this.failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        this.failures += 1;
        say(true);
        // Only an answer proves that a visit would find anybody: visiting a server that is gone loses the page.
        if (error instanceof Answered && this.failures >= patience) this.refresh();
      }
      await pause(Math.min(longest, shortest * 2 ** this.failures), signal);
    }
  }

  /** True when the work is done; false when the server closed the stream and it should be opened again. */
  private async listen(signal: AbortSignal): Promise<boolean> {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (this.lastId) headers['Last-Event-ID'] = this.lastId;
    const response = await window.fetch(this.urlValue, { headers, signal, cache: 'no-store' });
    if (!response.ok || !response.body || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
      throw new Answered(`The stream answered ${response.status}`);
    }
    say(false);
    for await (const event of readEvents(response.body)) {
      if (signal.aborted) return true;
      this.failures = 0;
      this.lastId = event.id || this.lastId;
      if (event.name === 'done') {
        this.refresh();
        return true;
      }
      this.take(event);
    }
    return false;
  }

  private take(event: ServerEvent): void {
    if (event.name === 'turbo-stream') return Turbo.renderStreamMessage(event.data);
    if (event.name === 'refresh') return this.refresh();
    const region = document.getElementById(event.name);
    if (!region) return;
    const next = region.cloneNode(false) as Element;
    next.innerHTML = event.data;
    Turbo.morphChildren(region, next);
  }

  private refresh(): void {
    refreshPage();
  }
}

class Answered extends Error {}

/** Shows or hides the layout's words about the interrupted connection. */
function say(interrupted: boolean): void {
  const words = document.getElementById('reconnecting');
  if (words) words.hidden = !interrupted;
}

function pause(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, time);
    signal.addEventListener('abort', () => { window.clearTimeout(timer); resolve(); }, { once: true });
  });
}
