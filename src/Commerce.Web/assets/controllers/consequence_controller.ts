import { Controller } from '@hotwired/stimulus';

/** Lets a button say what the chosen option leads to: each option carries the button's words in `data-words`. */
export class ConsequenceController extends Controller<HTMLElement> {
  static override targets = ['button'];
  declare readonly buttonTarget: HTMLElement;

  show(event: Event): void {
    const words = (event.target as HTMLElement).dataset['words'];
    if (words) this.buttonTarget.textContent = words;
  }
}
