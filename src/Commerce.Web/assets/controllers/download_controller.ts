import { Controller } from '@hotwired/stimulus';

/** Saves a file that only the bearer opens: fetches it and hands it to the browser, because a plain link carries no bearer. */
export class DownloadController extends Controller<HTMLAnchorElement> {
  static override values = { name: String };
  declare readonly nameValue: string;

  async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.element.getAttribute('aria-busy') === 'true') return;
    this.element.setAttribute('aria-busy', 'true');
    try {
      const response = await window.fetch(this.element.href);
      if (!response.ok) throw new Error(`The file came back with ${response.status}`);
      this.hand(await response.blob());
    } catch {
      document.dispatchEvent(new CustomEvent('turbo:fetch-request-error'));
    } finally {
      this.element.removeAttribute('aria-busy');
    }
  }

  private hand(file: Blob): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = this.nameValue;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}
