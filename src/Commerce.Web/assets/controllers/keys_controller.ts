import { Controller } from '@hotwired/stimulus';

/**
 * Gives every visible element with `data-key` its key: pressing it clicks the element.
 * `shift+a`, `space`, `arrowleft`, `?` are written as here; keys rest while a person types or a dialog is open.
 */
export class KeysController extends Controller<HTMLElement> {
  override connect(): void {
    document.addEventListener('keydown', this.press);
  }

  override disconnect(): void {
    document.removeEventListener('keydown', this.press);
  }

  private readonly press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || this.typing(event)) return;
    const name = event.key === ' ' ? 'space' : event.key.toLowerCase();
    const key = event.shiftKey && name.length > 1 || event.shiftKey && /[a-z]/.test(name) ? `shift+${name}` : name;
    const scope = document.querySelector('dialog[open]') ?? document;
    const element = [...scope.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)].find((each) => each.checkVisibility());
    if (!element || element.matches(':disabled')) return;
    event.preventDefault();
    if (element.matches('input:not([type=checkbox], [type=radio]), textarea, select')) element.focus();
    else element.click();
  };

  private typing(event: KeyboardEvent): boolean {
    const target = event.target as HTMLElement;
    if (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=range])')) return true;
    // Space and Enter belong to a focused control; arrows belong to a slider and to radio buttons.
    if (['Enter', ' '].includes(event.key)) return target.matches('a, button, input, summary');
    return event.key.startsWith('Arrow') && target.matches('input');
  }
}
