import { Controller } from '@hotwired/stimulus';

/** A select that can be searched: typing narrows the options, arrows and Enter choose; the select keeps the value. */
export class ComboboxController extends Controller<HTMLElement> {
  static override targets = ['select', 'input', 'list', 'none'];
  declare readonly selectTarget: HTMLSelectElement;
  declare readonly inputTarget: HTMLInputElement;
  declare readonly listTarget: HTMLElement;
  declare readonly noneTarget: HTMLElement;
  private active = -1;

  override connect(): void {
    this.inputTarget.value = this.chosen();
  }

  open(): void {
    this.inputTarget.select();
    this.narrow('');
  }

  type(): void {
    this.narrow(this.inputTarget.value);
  }

  close(): void {
    this.listTarget.hidden = true;
    this.inputTarget.setAttribute('aria-expanded', 'false');
    this.inputTarget.removeAttribute('aria-activedescendant');
    this.inputTarget.value = this.chosen();
  }

  /** Before the input loses focus, so that the click still finds its option. */
  choose(event: Event): void {
    event.preventDefault();
    const option = (event.target as Element).closest<HTMLElement>('[role=option]');
    if (option) this.take(option);
  }

  key(event: KeyboardEvent): void {
    if (event.key === 'Escape') return this.close();
    if (!['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) return;
    if (this.listTarget.hidden) {
      if (event.key === 'Enter') return;
      event.preventDefault();
      return this.narrow('');
    }
    event.preventDefault();
    const options = this.options();
    const option = options[this.active];
    if (event.key === 'Enter') return option ? this.take(option) : undefined;
    const step = event.key === 'ArrowDown' ? 1 : -1;
    this.activate((this.active + step + options.length) % Math.max(options.length, 1));
  }

  private take(option: HTMLElement): void {
    this.selectTarget.value = option.dataset['value'] ?? '';
    this.selectTarget.dispatchEvent(new Event('change', { bubbles: true }));
    this.close();
  }

  private narrow(words: string): void {
    const wanted = words.trim().toLocaleLowerCase();
    const options = [...this.selectTarget.options].filter((option) => option.text.toLocaleLowerCase().includes(wanted));
    this.listTarget.querySelectorAll('[role=option]').forEach((old) => old.remove());
    this.listTarget.append(...options.map((option, index) => this.line(option, index)));
    this.noneTarget.hidden = options.length > 0;
    this.listTarget.hidden = false;
    this.inputTarget.setAttribute('aria-expanded', 'true');
    this.activate(Math.max(0, options.findIndex((option) => option.selected)));
  }

  private line(option: HTMLOptionElement, index: number): HTMLElement {
    const line = document.createElement('li');
    line.id = `${this.listTarget.id}-${index}`;
    line.className = 'combobox-option';
    line.dataset['value'] = option.value;
    line.textContent = option.text;
    line.setAttribute('role', 'option');
    line.setAttribute('aria-selected', String(option.selected));
    return line;
  }

  private activate(index: number): void {
    this.active = index;
    this.options().forEach((option, at) => option.toggleAttribute('data-active', at === index));
    const option = this.options()[index];
    if (!option) return;
    this.inputTarget.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  private options(): HTMLElement[] {
    return [...this.listTarget.querySelectorAll<HTMLElement>('[role=option]')];
  }

  private chosen(): string {
    return this.selectTarget.selectedOptions[0]?.text ?? '';
  }
}
