import { Controller } from '@hotwired/stimulus';

/** Shows a tile's picture once it is there, and plays its video while the pointer or focus rests on it. */
export class TileController extends Controller<HTMLElement> {
  static override targets = ['full', 'video'];
  declare readonly videoTarget: HTMLVideoElement;
  declare readonly hasVideoTarget: boolean;

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
}
