import { Controller } from '@hotwired/stimulus';
import * as Turbo from '@hotwired/turbo';

/**
 * A native dialog. Anything with `data-opens="<its id>"` opens it; the browser keeps focus inside and gives it back.
 * A form in it that succeeds closes it; one that comes back with errors (422) shows them in the dialog, which stays.
 */
export class ModalController extends Controller<HTMLDialogElement> {
  override connect(): void {
    document.addEventListener('click', this.openOnClick);
    document.addEventListener('turbo:before-cache', this.close);
    this.element.addEventListener('turbo:before-fetch-response', this.takeErrors);
    this.element.addEventListener('turbo:before-morph-attribute', this.stayOpen);
    this.element.addEventListener('turbo:submit-end', this.closeOnSuccess);
  }

  override disconnect(): void {
    document.removeEventListener('click', this.openOnClick);
    document.removeEventListener('turbo:before-cache', this.close);
    this.element.removeEventListener('turbo:before-fetch-response', this.takeErrors);
    this.element.removeEventListener('turbo:before-morph-attribute', this.stayOpen);
    this.element.removeEventListener('turbo:submit-end', this.closeOnSuccess);
  }

  readonly close = (): void => this.element.close();

  /** A click on the dialog itself is a click on what lies around its content. */
  closeOutside(event: MouseEvent): void {
    if (event.target === this.element) this.close();
  }

  private readonly openOnClick = (event: MouseEvent): void => {
    const opener = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-opens]') : null;
    if (opener?.dataset['opens'] !== this.element.id || this.element.open) return;
    event.preventDefault();
    opener.focus();
    this.element.showModal();
  };

  private readonly closeOnSuccess = (event: Event): void => {
    if ((event as CustomEvent<{ success: boolean }>).detail.success) this.close();
  };

  private readonly takeErrors = (event: Event): void => {
    const { fetchResponse } = (event as CustomEvent<{ fetchResponse: Turbo.FetchResponse }>).detail;
    if (fetchResponse.statusCode !== 422) return;
    event.preventDefault();
    void this.showErrors(fetchResponse);
  };

  private async showErrors(response: Turbo.FetchResponse): Promise<void> {
    const html = (await response.responseHTML) ?? '';
    const next = new DOMParser().parseFromString(html, 'text/html').getElementById(this.element.id);
    if (next) {
      Turbo.morphChildren(this.element, next);
      this.element.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    // The errors stand on the page itself: what hides it goes first.
    this.close();
    await Turbo.session.view.renderPage(Turbo.PageSnapshot.fromHTMLString(html), false, true);
  }

  // The server never draws a dialog open. Losing the attribute alone hides it while the browser goes on blocking the page.
  private readonly stayOpen = (event: Event): void => {
    const { attributeName } = (event as CustomEvent<{ attributeName: string }>).detail;
    if (event.target === this.element && attributeName === 'open') event.preventDefault();
  };
}
