import { bridge, framed } from './bridge';

const life = 5000;

/** Says that something worked: by the admin's own toast when framed, by ours otherwise. */
export function toast(message: string): void {
  if (framed() && bridge()?.toast) {
    bridge()?.toast?.show(message, { duration: life });
    return;
  }
  const region = document.getElementById('toasts');
  const template = document.getElementById('toast-template') as HTMLTemplateElement | null;
  if (!region || !template) return;
  const item = template.content.firstElementChild!.cloneNode(true) as HTMLElement;
  item.querySelector('p')!.textContent = message;
  item.querySelector('button')!.addEventListener('click', () => item.remove());
  region.prepend(item);
  leaveLater(item);
}

// A toast being read (hovered or focused) stays.
function leaveLater(item: HTMLElement): void {
  window.setTimeout(() => (item.matches(':hover, :focus-within') ? leaveLater(item) : item.remove()), life);
}
