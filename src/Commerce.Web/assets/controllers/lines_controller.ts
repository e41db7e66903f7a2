import { Controller } from '@hotwired/stimulus';

/**
 * A list of form lines that grows from a template and shrinks. A removed line is only put aside, so that resetting the
 * form brings it back; `KEY` in the template becomes a key of its own, for forms whose lines are indexed.
 */
export class LinesController extends Controller<HTMLElement> {
  static override targets = ['list', 'line', 'template', 'none'];
  declare readonly listTarget: HTMLElement;
  declare readonly lineTargets: HTMLElement[];
  declare readonly templateTarget: HTMLTemplateElement;
  declare readonly noneTarget: HTMLElement;
  private added = 0;

  override connect(): void {
    this.element.closest('form')?.addEventListener('reset', this.restore);
  }

  override disconnect(): void {
    this.element.closest('form')?.removeEventListener('reset', this.restore);
  }

  add(): void {
    this.added += 1;
    const key = `${this.templateTarget.dataset['prefix'] ?? 'line'}-${this.added}`;
    this.listTarget.insertAdjacentHTML('beforeend', this.templateTarget.innerHTML.replaceAll('KEY', key));
    const line = this.listTarget.lastElementChild as HTMLElement;
    line.dataset['added'] = 'true';
    line.querySelector<HTMLInputElement>('input:not([type=hidden])')?.focus();
    this.settle();
  }

  remove(event: Event): void {
    const line = (event.currentTarget as Element).closest<HTMLElement>('[data-lines-target="line"]');
    if (!line) return;
    const shown = this.lineTargets.filter((each) => !each.hidden);
    const next = shown[shown.indexOf(line) + 1] ?? shown[shown.indexOf(line) - 1];
    this.set(line, false);
    (next?.querySelector<HTMLElement>('input:not([type=hidden])') ?? this.element.querySelector<HTMLElement>('[data-action="lines#add"]'))?.focus();
    this.settle();
  }

  /** The colour picker and the box beside it say the same colour. */
  pick(event: Event): void {
    const picker = event.currentTarget as HTMLInputElement;
    const box = picker.parentElement?.querySelector<HTMLInputElement>('.input-mono');
    if (box) box.value = picker.value;
    this.listTarget.dispatchEvent(new Event('change', { bubbles: true }));
  }

  typed(event: Event): void {
    const box = event.currentTarget as HTMLInputElement;
    const picker = box.parentElement?.querySelector<HTMLInputElement>('input[type=color]');
    if (picker && /^#[0-9a-f]{6}$/i.test(box.value)) picker.value = box.value;
  }

  private set(line: HTMLElement, shown: boolean): void {
    line.hidden = !shown;
    for (const field of line.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) field.disabled = !shown;
  }

  private readonly restore = (): void => {
    for (const line of this.lineTargets) {
      if (line.dataset['added']) line.remove();
      else this.set(line, true);
    }
    this.noneTarget.hidden = this.lineTargets.some((line) => !line.hidden);
  };

  private settle(): void {
    this.noneTarget.hidden = this.lineTargets.some((line) => !line.hidden);
    this.listTarget.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
