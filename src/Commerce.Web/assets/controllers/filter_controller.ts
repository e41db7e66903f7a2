import { Controller } from '@hotwired/stimulus';

/** Sends its form a moment after the last change, so that filters live in the address without a button. */
export class FilterController extends Controller<HTMLFormElement> {
  private timer = 0;

  override disconnect(): void {
    window.clearTimeout(this.timer);
  }

  send(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.element.requestSubmit(), 250);
  }
}
