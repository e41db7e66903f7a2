import { Controller } from '@hotwired/stimulus';

/** Moves the line between two pictures; the range input beneath gives pointer, touch and arrow keys their meaning. */
export class CompareController extends Controller<HTMLElement> {
  static override targets = ['range'];
  declare readonly rangeTarget: HTMLInputElement;

  override connect(): void {
    this.move();
  }

  move(): void {
    this.element.style.setProperty('--position', `${this.rangeTarget.value}%`);
  }

  /** From one whole picture to the other, for a key that compares. */
  flip(): void {
    this.rangeTarget.value = Number(this.rangeTarget.value) > 50 ? '0' : '100';
    this.move();
  }
}
