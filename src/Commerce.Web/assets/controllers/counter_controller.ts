import { Controller } from '@hotwired/stimulus';

/** Counts the characters of a field against its limit. */
export class CounterController extends Controller<HTMLElement> {
  static override targets = ['input', 'count'];
  declare readonly inputTarget: HTMLInputElement | HTMLTextAreaElement;
  declare readonly countTarget: HTMLElement;

  override connect(): void {
    this.count();
  }

  count(): void {
    this.countTarget.textContent = `${this.inputTarget.value.length}/${this.inputTarget.maxLength}`;
  }
}
