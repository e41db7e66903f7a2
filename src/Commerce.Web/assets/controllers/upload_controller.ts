import { Controller } from '@hotwired/stimulus';
import * as Turbo from '@hotwired/turbo';

/** What App Bridge gives for requests that it cannot send itself. */
interface TokenSource {
  idToken?(): Promise<string>;
}

/**
 * Sends a form with large files and shows how far it is, which `fetch` cannot tell. The answer is a stream of Turbo
 * actions. Without App Bridge the form goes its ordinary way.
 */
export class UploadController extends Controller<HTMLFormElement> {
  static override targets = ['progress', 'bar', 'words', 'button'];
  static override values = { words: String, after: String };
  declare readonly progressTarget: HTMLElement;
  declare readonly barTarget: HTMLProgressElement;
  declare readonly wordsTarget: HTMLElement;
  declare readonly buttonTargets: HTMLButtonElement[];
  declare readonly wordsValue: string;
  declare readonly afterValue: string;
  private request?: XMLHttpRequest;

  override disconnect(): void {
    this.request?.abort();
  }

  send(event: Event): void {
    const source = (window as { shopify?: TokenSource }).shopify;
    if (!source?.idToken) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.request) return;
    const request = new XMLHttpRequest();
    this.request = request;
    this.busy(true);
    request.upload.addEventListener('progress', (sent) => this.show(sent.loaded, sent.total));
    request.addEventListener('load', () => this.take(request));
    request.addEventListener('error', () => this.fail());
    request.addEventListener('abort', () => this.busy(false));
    void source.idToken().then((token) => {
      request.open('POST', this.element.action);
      request.setRequestHeader('Authorization', `Bearer ${token}`);
      request.setRequestHeader('Accept', 'text/vnd.turbo-stream.html, text/html');
      request.send(new FormData(this.element));
    }, () => this.fail());
  }

  private show(loaded: number, total: number): void {
    const share = total > 0 ? loaded / total : 0;
    this.barTarget.value = share;
    this.wordsTarget.textContent = share < 1
      ? this.wordsValue.replace('{0}', share.toLocaleString(document.documentElement.lang, { style: 'percent' }))
      : this.afterValue;
  }

  private take(request: XMLHttpRequest): void {
    this.request = undefined;
    this.busy(false);
    if (request.getResponseHeader('Content-Type')?.startsWith('text/vnd.turbo-stream.html')) Turbo.renderStreamMessage(request.responseText);
    else this.fail();
  }

  private fail(): void {
    this.request = undefined;
    this.busy(false);
    document.dispatchEvent(new CustomEvent('turbo:fetch-request-error'));
  }

  private busy(on: boolean): void {
    this.progressTarget.hidden = !on;
    this.element.setAttribute('aria-busy', String(on));
    for (const button of this.buttonTargets) button.disabled = on;
    if (on) this.show(0, 1);
  }
}
