import { Controller } from '@hotwired/stimulus';

/**
 * Chooses items: click one, shift-click a range, tick all shown; a bar tells how many and what can be done.
 * `data-one` and `data-many` on the count hold its two sentences, `{0}` being the number. Where more match than are
 * shown, `every` chooses all of them: the `matching` field then sends the filter, and its `data-words` say how many.
 */
export class SelectionController extends Controller<HTMLElement> {
  static override targets = ['item', 'all', 'bar', 'count', 'every', 'matching'];
  declare readonly itemTargets: HTMLInputElement[];
  declare readonly allTargets: HTMLInputElement[];
  declare readonly barTargets: HTMLElement[];
  declare readonly countTargets: HTMLElement[];
  declare readonly everyTargets: HTMLElement[];
  declare readonly matchingTarget: HTMLInputElement;
  declare readonly hasMatchingTarget: boolean;
  private every = false;
  private last: HTMLInputElement | undefined;
  private held = false;

  override connect(): void {
    this.element.addEventListener('click', this.noteShift, true);
    this.show();
  }

  override disconnect(): void {
    this.element.removeEventListener('click', this.noteShift, true);
  }

  itemTargetConnected(item: HTMLInputElement): void {
    if (this.every) item.checked = true;
    this.show();
  }

  itemTargetDisconnected(): void {
    this.show();
  }

  pick(event: Event): void {
    const item = event.target as HTMLInputElement;
    if (this.held && this.last?.isConnected) this.fill(this.last, item);
    this.last = item;
    this.every = false;
    this.show();
  }

  pickAll(event: Event): void {
    const { checked } = event.target as HTMLInputElement;
    this.every = false;
    for (const item of this.itemTargets) if (!item.disabled) item.checked = checked;
    this.show();
  }

  /** Everything that matches, shown or not. */
  pickEvery(): void {
    this.every = true;
    for (const item of this.itemTargets) item.checked = true;
    this.show();
  }

  clear(): void {
    for (const item of this.itemTargets) item.checked = false;
    this.last = undefined;
    this.every = false;
    this.show();
  }

  private readonly noteShift = (event: MouseEvent): void => {
    this.held = event.shiftKey;
  };

  private fill(from: HTMLInputElement, to: HTMLInputElement): void {
    const items = this.itemTargets;
    const [start, end] = [items.indexOf(from), items.indexOf(to)].sort((a, b) => a - b) as [number, number];
    for (const item of items.slice(start, end + 1)) if (!item.disabled) item.checked = to.checked;
  }

  private show(): void {
    const chosen = this.itemTargets.filter((item) => item.checked).length;
    for (const all of this.allTargets) {
      all.checked = chosen > 0 && chosen === this.itemTargets.length;
      all.indeterminate = chosen > 0 && !all.checked;
    }
    for (const bar of this.barTargets) bar.hidden = chosen === 0;
    for (const count of this.countTargets) {
      const words = chosen === 1 ? count.dataset['one'] : count.dataset['many'];
      count.textContent = this.every ? this.matchingTarget.dataset['words'] ?? '' : (words ?? '{0}').replace('{0}', chosen.toLocaleString(document.documentElement.lang));
    }
    for (const every of this.everyTargets) every.hidden = this.every;
    if (this.hasMatchingTarget) this.matchingTarget.disabled = !this.every;
    this.dispatch('changed', { detail: { chosen } });
  }
}
