import { Controller } from '@hotwired/stimulus';

/**
 * Keeps a choice that is larger than the list shown: ticking adds to one hidden field, and rows that come in later
 * (filters, "Show more") show what is already chosen. After its first saving the page gets the address of its draft.
 */
export class PickerController extends Controller<HTMLFormElement> {
  static override targets = ['item', 'chosen', 'count'];
  static override values = { address: String };
  declare readonly itemTargets: HTMLInputElement[];
  declare readonly chosenTarget: HTMLInputElement;
  declare readonly countTargets: HTMLElement[];
  declare readonly addressValue: string;
  private last: HTMLInputElement | undefined;
  private held = false;

  override connect(): void {
    this.element.addEventListener('click', this.noteShift, true);
    this.element.addEventListener('turbo:submit-end', this.takeAddress);
  }

  override disconnect(): void {
    this.element.removeEventListener('click', this.noteShift, true);
    this.element.removeEventListener('turbo:submit-end', this.takeAddress);
  }

  itemTargetConnected(item: HTMLInputElement): void {
    item.checked = this.chosen.has(item.value);
  }

  countTargetConnected(): void {
    this.show(this.chosen.size);
  }

  pick(event: Event): void {
    const item = event.target as HTMLInputElement;
    const items = this.itemTargets;
    const from = this.held && this.last?.isConnected ? items.indexOf(this.last) : items.indexOf(item);
    const [start, end] = [from, items.indexOf(item)].sort((a, b) => a - b) as [number, number];
    const chosen = this.chosen;
    for (const one of items.slice(start, end + 1)) {
      one.checked = item.checked;
      if (one.checked) chosen.add(one.value);
      else chosen.delete(one.value);
    }
    this.last = item;
    this.keep(chosen);
  }

  clear(): void {
    for (const item of this.itemTargets) item.checked = false;
    this.last = undefined;
    this.keep(new Set());
  }

  private get chosen(): Set<string> {
    return new Set(this.chosenTarget.value.split(',').filter(Boolean));
  }

  private keep(chosen: Set<string>): void {
    this.chosenTarget.value = [...chosen].join(',');
    this.show(chosen.size);
    this.dispatch('changed');
  }

  private show(size: number): void {
    for (const count of this.countTargets) {
      const words = size === 1 ? count.dataset['one'] : count.dataset['many'];
      count.textContent = (words ?? '{0}').replace('{0}', size.toLocaleString(document.documentElement.lang));
    }
  }

  private readonly noteShift = (event: MouseEvent): void => {
    this.held = event.shiftKey;
  };

  // The draft exists now: reloading or coming back must find it. Turbo's own history state stays as it is.
  private readonly takeAddress = (event: Event): void => {
    if (!(event as CustomEvent<{ success: boolean }>).detail.success || location.pathname !== '/batches/new') return;
    history.replaceState(history.state, '', this.addressValue + location.search);
  };
}
