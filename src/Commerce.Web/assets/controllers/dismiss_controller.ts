import { Controller } from '@hotwired/stimulus';

/** Removes its element when asked. */
export class DismissController extends Controller<HTMLElement> {
  dismiss(): void {
    this.element.remove();
  }
}
