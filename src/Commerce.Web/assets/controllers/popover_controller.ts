import { Controller } from '@hotwired/stimulus';

/** Sets a native popover beside the button that opens it, inside the window. */
export class PopoverController extends Controller<HTMLElement> {
  static override targets = ['button', 'panel'];
  declare readonly buttonTarget: HTMLElement;
  declare readonly panelTarget: HTMLElement;

  place(event: Event): void {
    if ((event as ToggleEvent).newState !== 'open') return;
    const button = this.buttonTarget.getBoundingClientRect();
    const panel = this.panelTarget.getBoundingClientRect();
    const gap = 6;
    const edge = 8;
    const below = button.bottom + gap + panel.height <= window.innerHeight - edge;
    const top = below ? button.bottom + gap : Math.max(edge, button.top - gap - panel.height);
    const left = Math.min(Math.max(edge, button.left), window.innerWidth - panel.width - edge);
    this.panelTarget.style.top = `${top}px`;
    this.panelTarget.style.left = `${left}px`;
  }
}
