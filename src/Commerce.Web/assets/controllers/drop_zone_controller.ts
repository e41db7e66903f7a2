import { Controller } from '@hotwired/stimulus';

/** Takes files by drop or choice and shows what was taken; the input itself carries them in the form. */
export class DropZoneController extends Controller<HTMLElement> {
  static override targets = ['input', 'files', 'template'];
  declare readonly inputTarget: HTMLInputElement;
  declare readonly filesTarget: HTMLElement;
  declare readonly templateTarget: HTMLTemplateElement;
  private addresses: string[] = [];

  override disconnect(): void {
    this.release();
  }

  over(): void {
    this.element.classList.add('is-over');
  }

  out(): void {
    this.element.classList.remove('is-over');
  }

  show(): void {
    this.out();
    this.release();
    this.filesTarget.replaceChildren(...[...(this.inputTarget.files ?? [])].map((file) => this.line(file)));
  }

  private line(file: File): HTMLElement {
    const line = this.templateTarget.content.firstElementChild!.cloneNode(true) as HTMLElement;
    line.querySelector('[data-name]')!.textContent = file.name;
    line.querySelector('[data-size]')!.textContent = size(file.size);
    const image = line.querySelector('img')!;
    if (!file.type.startsWith('image/')) {
      image.remove();
      return line;
    }
    const address = URL.createObjectURL(file);
    this.addresses.push(address);
    image.src = address;
    return line;
  }

  private release(): void {
    this.addresses.forEach((address) => URL.revokeObjectURL(address));
    this.addresses = [];
  }
}

/** Kilobytes up to a megabyte, so that a small file does not look empty. */
function size(bytes: number): string {
  const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${amount.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${unit}`;
}
