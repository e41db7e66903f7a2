export type Swipe = 'tap' | 'left' | 'right' | 'none';

const far = 88;
const still = 8;

/** Follows one finger on an element: sideways it carries the element along, up and down the page scrolls as ever. */
export class SwipeTrack {
  private start: { id: number; x: number; y: number } | null = null;

  grab(event: PointerEvent): void {
    if (event.pointerType !== 'touch' || !event.isPrimary) return;
    this.start = { id: event.pointerId, x: event.clientX, y: event.clientY };
  }

  drag(event: PointerEvent, element: HTMLElement): void {
    if (this.start?.id !== event.pointerId) return;
    const by = event.clientX - this.start.x;
    element.style.setProperty('--swipe', `${by}px`);
    element.dataset['swipe'] = Math.abs(by) < far ? 'near' : by > 0 ? 'right' : 'left';
  }

  drop(event: PointerEvent, element: HTMLElement): Swipe {
    const start = this.start;
    this.release(element);
    if (start?.id !== event.pointerId) return 'none';
    const [x, y] = [event.clientX - start.x, event.clientY - start.y];
    if (Math.hypot(x, y) < still) return 'tap';
    if (Math.abs(x) < far || Math.abs(y) > Math.abs(x)) return 'none';
    return x > 0 ? 'right' : 'left';
  }

  release(element: HTMLElement): void {
    this.start = null;
    element.style.removeProperty('--swipe');
    delete element.dataset['swipe'];
  }
}
