import { Controller } from '@hotwired/stimulus';
import * as Turbo from '@hotwired/turbo';
import { bridge, framed } from '../bridge';

/**
 * Watches a form for unsaved changes. Framed, App Bridge reads `data-save-bar` and shows the admin's bar; on our own
 * pages the layout's bar appears. Leaving with changes asks first.
 */
export class SaveBarController extends Controller<HTMLFormElement> {
  private leaving = false;

  override connect(): void {
    this.element.addEventListener('input', this.show);
    this.element.addEventListener('change', this.show);
    this.element.addEventListener('reset', this.showSoon);
    this.element.addEventListener('turbo:submit-start', this.leave);
    this.element.addEventListener('turbo:submit-end', this.settle);
    this.bar?.addEventListener('click', this.act);
    document.addEventListener('turbo:before-visit', this.ask);
  }

  override disconnect(): void {
    this.bar?.removeEventListener('click', this.act);
    document.removeEventListener('turbo:before-visit', this.ask);
    if (this.bar) this.bar.hidden = true;
  }

  private get bar(): HTMLElement | null {
    return document.getElementById('save-bar');
  }

  private get dirty(): boolean {
    return [...this.element.elements].some(changed);
  }

  private readonly show = (): void => {
    if (this.bar && !framed()) this.bar.hidden = !this.dirty;
  };

  private readonly showSoon = (): void => void window.setTimeout(this.show);

  private readonly leave = (): void => {
    this.leaving = true;
  };

  private readonly settle = (event: Event): void => {
    this.leaving = false;
    if (this.bar && (event as CustomEvent<{ success: boolean }>).detail.success) this.bar.hidden = true;
  };

  private readonly act = (event: Event): void => {
    const action = (event.target as Element).closest<HTMLElement>('[data-save-bar-action]')?.dataset['saveBarAction'];
    if (action === 'save') this.element.requestSubmit();
    if (action === 'discard') this.element.reset();
  };

  private readonly ask = (event: Event): void => {
    if (this.leaving || !this.dirty) return;
    const { url } = (event as CustomEvent<{ url: string }>).detail;
    const saveBar = bridge()?.saveBar;
    if (framed() && saveBar) {
      event.preventDefault();
      void saveBar.leaveConfirmation().then(() => this.go(url));
      return;
    }
    if (!window.confirm(this.bar?.dataset['question'] ?? '')) event.preventDefault();
  };

  private go(url: string): void {
    this.leaving = true;
    Turbo.visit(url);
  }
}

/** Differs from what the server wrote. Hidden fields do not count: tokens in them change with every rendering. */
function changed(control: Element): boolean {
  if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
  if (control instanceof HTMLSelectElement) return differs(control);
  if (!(control instanceof HTMLInputElement) || control.type === 'hidden') return false;
  if (control.type === 'checkbox' || control.type === 'radio') return control.checked !== control.defaultChecked;
  return control.name !== '' && control.value !== control.defaultValue;
}

function differs(select: HTMLSelectElement): boolean {
  const options = [...select.options];
  if (options.some((option) => option.defaultSelected)) return options.some((option) => option.selected !== option.defaultSelected);
  return !select.multiple && select.selectedIndex > 0;
}
