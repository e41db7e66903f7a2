import { Controller } from '@hotwired/stimulus';

/**
 * Keyset "Show more": fetches the next page, appends the children of its list to ours and takes over its link.
 * The link works without scripts, because the next page is an ordinary page.
 */
export class MoreController extends Controller<HTMLElement> {
  static override targets = ['link'];
  static override values = { list: String, auto: Boolean };
  declare readonly linkTarget: HTMLAnchorElement;
  declare readonly hasLinkTarget: boolean;
  declare readonly listValue: string;
  declare readonly autoValue: boolean;
  private observer?: IntersectionObserver;

  override connect(): void {
    if (!this.autoValue) return;
    this.observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting) && this.hasLinkTarget) void this.load(this.linkTarget);
    }, { rootMargin: '600px' });
    this.observer.observe(this.element);
  }

  override disconnect(): void {
    this.observer?.disconnect();
  }

  show(event: Event): void {
    event.preventDefault();
    void this.load(this.linkTarget);
  }

  private async load(link: HTMLAnchorElement): Promise<void> {
    if (link.getAttribute('aria-busy') === 'true') return;
    link.setAttribute('aria-busy', 'true');
    try {
      const response = await window.fetch(link.href, { headers: { Accept: 'text/html' } });
      if (!response.ok) throw new Error(`The next rows came back with ${response.status}`);
      this.append(new DOMParser().parseFromString(await response.text(), 'text/html'));
    } catch {
      // The way on is the link itself: it turns into an ordinary visit, whose error page says what is wrong.
      link.removeAttribute('aria-busy');
      this.observer?.disconnect();
      link.removeAttribute('data-action');
    }
  }

  private append(page: Document): void {
    const list = document.getElementById(this.listValue);
    const added = [...(page.getElementById(this.listValue)?.children ?? [])].map((child) => document.importNode(child, true));
    const next = page.querySelector(`[data-more-list-value="${CSS.escape(this.listValue)}"]`);
    list?.append(...added);
    this.element.replaceChildren(...(next ? [...next.children].map((child) => document.importNode(child, true)) : []));
    const first = added[0]?.querySelector<HTMLElement>('a, button, input');
    if (!this.autoValue) first?.focus({ preventScroll: true });
    if (this.autoValue && this.hasLinkTarget) {
      this.observer?.unobserve(this.element);
      this.observer?.observe(this.element);
    }
  }
}
