import { Controller } from '@hotwired/stimulus';

/** Sends its form a moment after the last change, so that filters live in the address without a button. */
export class FilterController extends Controller<HTMLFormElement> {
  private timer = 0;

  override connect(): void {
    this.element.addEventListener('submit', this.rest);
  }

  override disconnect(): void {
    this.element.removeEventListener('submit', this.rest);
    this.rest();
  }

  send(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.element.requestSubmit(), 250);
  }

  // A button was pressed: a late sending of our own would take its place.
  private readonly rest = (): void => window.clearTimeout(this.timer);
}
