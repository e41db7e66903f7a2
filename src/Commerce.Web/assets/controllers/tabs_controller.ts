import { Controller } from '@hotwired/stimulus';

/** Brings the tab one is on into sight where there are more tabs than fit. */
export class TabsController extends Controller<HTMLElement> {
  override connect(): void {
    const current = this.element.querySelector<HTMLElement>('[aria-current]');
    if (!current) return;
    const [room, tab] = [this.element.getBoundingClientRect(), current.getBoundingClientRect()];
    this.element.scrollLeft += tab.left + tab.width / 2 - (room.left + room.width / 2);
  }
}
