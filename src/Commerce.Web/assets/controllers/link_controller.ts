import { Controller } from '@hotwired/stimulus';

/**
 * Takes a large file away: asks for a short-lived address with the bearer and lets the browser save what stands there,
 * so that nothing of the file passes through the page.
 */
export class LinkController extends Controller<HTMLAnchorElement> {
  async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.element.getAttribute('aria-busy') === 'true') return;
    this.element.setAttribute('aria-busy', 'true');
    try {
      const response = await window.fetch(this.element.href, { cache: 'no-store' });
      if (!response.ok) throw new Error(`The address came back with ${response.status}`);
      this.follow(await response.text());
    } catch {
      document.dispatchEvent(new CustomEvent('turbo:fetch-request-error'));
    } finally {
      this.element.removeAttribute('aria-busy');
    }
  }

  private follow(address: string): void {
    const link = document.createElement('a');
    link.href = address;
    link.download = '';
    link.dataset['turbo'] = 'false';
    link.click();
  }
}
