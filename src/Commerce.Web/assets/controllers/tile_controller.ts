import { Controller } from '@hotwired/stimulus';

/** Shows a tile's picture once it is there, and plays its video while the pointer or focus rests on it. */
export class TileController extends Controller<HTMLElement> {
  static override targets = ['full', 'video'];
  declare readonly videoTarget: HTMLVideoElement;
  declare readonly hasVideoTarget: boolean;

  override connect(): void {
    this.element.addEventListener('turbo:before-morph-attribute', this.keepLoaded);
  }

  override disconnect(): void {
    this.element.removeEventListener('turbo:before-morph-attribute', this.keepLoaded);
  }

  fullTargetConnected(image: HTMLImageElement): void {
    const show = (): void => image.classList.add('is-loaded');
    if (image.complete) show();
    else image.addEventListener('load', show, { once: true });
  }

  async play(): Promise<void> {
    if (!this.hasVideoTarget || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const video = this.videoTarget;
    video.src ||= video.dataset['src'] ?? '';
    try {
      await video.play();
      video.classList.add('is-playing');
    } catch (error) {
      // Leaving before the first frame aborts the play; the poster simply stays.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  pause(): void {
    if (!this.hasVideoTarget) return;
    this.videoTarget.pause();
    this.videoTarget.classList.remove('is-playing');
  }

  // The server does not know what has loaded here: a morph must not hide a picture that is already shown.
  private readonly keepLoaded = (event: Event): void => {
    const { attributeName } = (event as CustomEvent<{ attributeName: string }>).detail;
    if (attributeName === 'class' && (event.target as Element).matches('.is-loaded, .is-playing')) event.preventDefault();
  };
}
