import { Controller } from '@hotwired/stimulus';

/**
 * A native dialog. Anything with `data-opens="<its id>"` opens it; the browser keeps focus inside and gives it back.
 * A form in it that succeeds closes it; one that comes back with errors (422) stays.
 */
export class ModalController extends Controller<HTMLDialogElement> {
  override connect(): void {
    document.addEventListener('click', this.openOnClick);
    document.addEventListener('turbo:before-cache', this.close);
    this.element.addEventListener('turbo:submit-end', this.closeOnSuccess);
  }

  override disconnect(): void {
    document.removeEventListener('click', this.openOnClick);
    document.removeEventListener('turbo:before-cache', this.close);
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
}
