import { Controller } from '@hotwired/stimulus';

/** Rates a result: the stars show at once and travel in the background; a rating that is lost comes back off. */
export class RatingController extends Controller<HTMLFormElement> {
  /** The stars are the same for every result, so a page of many holds them once. */
  override connect(): void {
    if (this.element.querySelector('.rating-star')) return;
    this.element.append(document.importNode(document.querySelector<HTMLTemplateElement>('#rating-stars')!.content, true));
    this.press(this.element, Number(this.element.dataset['stars']));
  }

  async rate(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement | null;
    if (!button) return;
    const before = Number(this.element.dataset['stars']);
    const stars = Number(button.value);
    this.show(stars);
    try {
      const response = await window.fetch(this.element.action, { method: 'POST', body: new URLSearchParams({ stars: String(stars) }), keepalive: true });
      if (!response.ok) throw new Error(`The rating came back with ${response.status}`);
    } catch {
      this.show(before);
      document.dispatchEvent(new CustomEvent('turbo:fetch-request-error'));
    }
  }

  /** Also in the page's templates of the same result, so that coming back to it shows the rating. */
  private show(stars: number): void {
    const selector = `[data-rating="${this.element.dataset['rating']}"]`;
    const templates = [...document.querySelectorAll<HTMLTemplateElement>('template')].flatMap((each) => [...each.content.querySelectorAll<HTMLElement>(selector)]);
    for (const form of [...document.querySelectorAll<HTMLElement>(selector), ...templates]) {
      form.dataset['stars'] = String(stars);
      this.press(form, stars);
    }
  }

  private press(form: HTMLElement, stars: number): void {
    for (const star of form.querySelectorAll<HTMLButtonElement>('.rating-star')) {
      const number = Number(star.dataset['stars']);
      star.value = String(number === stars ? 0 : number);
      star.setAttribute('aria-pressed', String(number === stars));
    }
  }
}
