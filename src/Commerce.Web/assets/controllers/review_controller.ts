import { Controller } from '@hotwired/stimulus';
import * as Turbo from '@hotwired/turbo';
import { Decisions, type Act, type Answer } from '../review/decisions';
import { Pace } from '../review/pace';
import { SwipeTrack } from '../review/swipe';
import { toast } from '../toasts';

const aheadPictures = 3;
const aheadTiles = 12;

/**
 * Review at speed: a decision shows at once and travels in the background; one that is refused or lost comes back with
 * its words. Every tile carries its stage in a template, so the next picture never waits for the server.
 */
export class ReviewController extends Controller<HTMLElement> {
  static override targets = ['summary', 'problems', 'problem', 'list', 'tile', 'stage', 'undo', 'pace', 'finish', 'spoken', 'approveAll', 'approveAllOpener', 'reasons'];
  static override values = { home: String, withdraw: String, lost: String, paceWords: String };
  declare readonly summaryTarget: HTMLElement;
  declare readonly problemsTarget: HTMLElement;
  declare readonly problemTarget: HTMLTemplateElement;
  declare readonly listTarget: HTMLElement;
  declare readonly tileTargets: HTMLElement[];
  declare readonly stageTarget: HTMLElement;
  declare readonly undoTargets: HTMLElement[];
  declare readonly paceTargets: HTMLElement[];
  declare readonly finishTargets: HTMLTemplateElement[];
  declare readonly spokenTargets: HTMLElement[];
  declare readonly approveAllTargets: HTMLElement[];
  declare readonly approveAllOpenerTargets: HTMLElement[];
  declare readonly reasonsTarget: HTMLTemplateElement;
  declare readonly homeValue: string;
  declare readonly withdrawValue: string;
  declare readonly lostValue: string;
  declare readonly paceWordsValue: string;
  private readonly decisions = new Decisions();
  private readonly pace = new Pace();
  private readonly swipe = new SwipeTrack();
  private readonly acts: Act[] = [];

  override connect(): void {
    const current = this.current;
    if (current) this.prepare(current);
  }

  tileTargetConnected(): void {
    queueMicrotask(() => this.countShown());
  }

  select(event: Event): void {
    const tile = (event.currentTarget as HTMLElement).closest<HTMLElement>('[data-review-target="tile"]');
    if (!tile || (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
    event.preventDefault();
    this.show(tile);
  }

  next(): void { this.step(1); }

  previous(): void { this.step(-1); }

  down(): void { this.step(this.columns); }

  up(): void { this.step(-this.columns); }

  /** Takes the stage's form: marks the tile, moves on, and sends it behind the reviewer's back. */
  decide(event: SubmitEvent): void {
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement | null;
    const state = button?.dataset['decision'];
    const tile = this.current;
    if (!button || !state || !tile) return;
    const keyboard = button.matches(':focus-visible') ? `[data-decision="${state}"]` : null;
    this.act([tile], state, button.formAction, new FormData(event.target as HTMLFormElement, button));
    this.showWaiting(tile);
    if (keyboard) this.stageTarget.querySelector<HTMLElement>(keyboard)?.focus();
  }

  approveAll(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    form.closest('dialog')?.close();
    const tiles = this.shown;
    const current = this.current;
    if (tiles.length === 0) return;
    this.act(tiles, 'approved', form.action, this.fieldsOf(tiles));
    this.loadMore();
    if (current) this.showWaiting(current);
  }

  undo(): void {
    const act = this.acts.pop();
    if (!act) return;
    this.act(act.tiles, 'pending', this.withdrawValue, this.fieldsOf(act.tiles));
    this.show(act.tiles[0]!);
  }

  /** Pair or slider; the choice stays for the pictures that follow. */
  compare(): void {
    this.element.toggleAttribute('data-comparing');
    this.dress();
  }

  reasons(): void {
    const open = this.stageTarget.toggleAttribute('data-reasons');
    this.stageTarget.querySelector('.decision-reject')?.setAttribute('aria-expanded', String(open));
  }

  /** Enter in the note asks for the reason instead of sending the form's first button. */
  enterNote(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || event.target.name !== 'note') return;
    event.preventDefault();
    this.stageTarget.querySelector<HTMLElement>('.reason')?.focus();
  }

  /** A slider moved by the pointer gives the keys back. */
  rest(event: Event): void {
    if (event.target instanceof HTMLInputElement && event.target.type === 'range' && !event.target.matches(':focus-visible')) event.target.blur();
  }

  grab(event: PointerEvent): void { this.swipe.grab(event); }

  drag(event: PointerEvent): void { this.swipe.drag(event, event.currentTarget as HTMLElement); }

  release(event: PointerEvent): void { this.swipe.release(event.currentTarget as HTMLElement); }

  drop(event: PointerEvent): void {
    const look = event.currentTarget as HTMLElement;
    const swipe = this.swipe.drop(event, look);
    if (swipe === 'right') this.stageTarget.querySelector<HTMLElement>('.decision-approve')?.click();
    if (swipe === 'left' && !this.stageTarget.hasAttribute('data-reasons')) this.reasons();
    if (swipe === 'tap' && !(event.target instanceof HTMLVideoElement)) look.querySelector('.stage-pair')?.toggleAttribute('data-swapped');
  }

  private get current(): HTMLElement | undefined {
    return this.tileTargets.find((tile) => tile.querySelector('a')?.hasAttribute('aria-current'));
  }

  private get shown(): HTMLElement[] {
    return this.tileTargets.filter((tile) => tile.dataset['state'] !== 'approved' && tile.dataset['held'] !== 'true');
  }

  private get columns(): number {
    return getComputedStyle(this.listTarget).gridTemplateColumns.split(' ').length;
  }

  private step(by: number): void {
    const tiles = this.tileTargets;
    const current = this.current;
    const from = current ? tiles.indexOf(current) : by > 0 ? -1 : tiles.length;
    const tile = tiles[Math.min(Math.max(from + by, 0), tiles.length - 1)];
    if (tile) this.show(tile);
  }

  /** The next tile that still stands where this page lists it, looking past the end from the start. */
  private showWaiting(after: HTMLElement): void {
    const tiles = this.tileTargets;
    const at = tiles.indexOf(after);
    const waiting = [...tiles.slice(at + 1), ...tiles.slice(0, at)].find((tile) => tile.dataset['state'] === this.homeValue);
    if (waiting) this.show(waiting);
    else this.finish(after);
  }

  private show(tile: HTMLElement): void {
    const link = tile.querySelector('a')!;
    this.current?.querySelector('a')?.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'true');
    tile.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.stageTarget.replaceChildren(document.importNode(tile.querySelector('template')!.content, true));
    // The reasons are the same for every tile, so the page holds them once.
    this.stageTarget.querySelector('form.decision')?.append(document.importNode(this.reasonsTarget.content, true));
    this.stageTarget.removeAttribute('data-reasons');
    history.replaceState(history.state, '', link.href);
    this.say(link.getAttribute('aria-label') ?? '');
    this.prepare(tile);
  }

  private say(words: string): void {
    for (const spoken of this.spokenTargets) spoken.textContent = words;
  }

  private finish(last: HTMLElement): void {
    this.loadMore();
    const done = this.finishTargets[0];
    if (this.homeValue !== 'pending' || !done || this.element.querySelector('.review-list .more a')) {
      this.show(last);
      return;
    }
    this.current?.querySelector('a')?.removeAttribute('aria-current');
    this.stageTarget.replaceChildren(document.importNode(done.content, true));
    this.dress();
  }

  private prepare(tile: HTMLElement): void {
    this.dress(tile);
    for (const video of this.stageTarget.querySelectorAll('video')) {
      video.muted = true;
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches) video.play().catch(() => undefined);
    }
    const tiles = this.tileTargets;
    const at = tiles.indexOf(tile);
    for (const next of tiles.slice(at + 1, at + 1 + aheadPictures)) {
      for (const picture of next.querySelector('template')!.content.querySelectorAll<HTMLImageElement>('.stage-pair img')) new Image().src = picture.src;
    }
    if (tiles.length - at < aheadTiles) this.loadMore();
  }

  /** Brings what the stage shows in line with what has been decided. */
  private dress(tile = this.current): void {
    const stage = this.stageTarget.querySelector<HTMLElement>('.stage');
    if (stage && tile) stage.dataset['state'] = tile.dataset['state'] ?? '';
    for (const undo of this.undoTargets) undo.hidden = this.acts.length === 0;
    this.stageTarget.querySelector('[data-key="space"]')?.setAttribute('aria-pressed', String(this.element.hasAttribute('data-comparing')));
    const rate = this.pace.perMinute;
    for (const pace of this.paceTargets) pace.textContent = rate === null ? '' : this.paceWordsValue.replace('{0}', String(rate));
    this.countShown();
  }

  private act(tiles: HTMLElement[], state: string, url: string, fields: FormData): void {
    const act: Act = { tiles, state, before: tiles.map((tile) => tile.dataset['state'] ?? '') };
    if (state !== 'pending') {
      this.acts.push(act);
      if (tiles.length === 1) this.pace.add();
    }
    for (const tile of tiles) tile.dataset['state'] = state;
    this.decisions.send(url, fields).then((answer) => this.settle(act, answer), () => this.takeBack(act, tiles, this.lostValue));
  }

  private settle(act: Act, answer: Answer): void {
    const page = new DOMParser().parseFromString(`<div>${answer.summary}</div>`, 'text/html');
    Turbo.morphChildren(this.summaryTarget, page.body.firstElementChild!);
    const finished = this.stageTarget.querySelector('.review-finish');
    if (finished && this.finishTargets[0] && this.homeValue === 'pending') this.stageTarget.replaceChildren(document.importNode(this.finishTargets[0].content, true));
    if (answer.credits) toast(answer.credits);
    for (const words of new Set(answer.refused.map((each) => each.words))) {
      const ids = answer.refused.filter((each) => each.words === words).map((each) => each.id);
      this.takeBack(act, act.tiles.filter((tile) => ids.includes(tile.dataset['id'] ?? '')), words);
    }
  }

  /** Shows the tiles as they were and says why. What was decided anew in the meantime stays. */
  private takeBack(act: Act, tiles: HTMLElement[], words: string): void {
    for (const tile of tiles) {
      const before = act.before[act.tiles.indexOf(tile)];
      if (tile.dataset['state'] === act.state && before !== undefined) tile.dataset['state'] = before;
    }
    const kept = act.tiles.filter((tile) => !tiles.includes(tile));
    const at = this.acts.indexOf(act);
    if (at >= 0 && kept.length === 0) this.acts.splice(at, 1);
    else if (at >= 0) this.acts[at] = { ...act, tiles: kept };
    const problem = document.importNode(this.problemTarget.content, true);
    problem.querySelector('[data-words]')!.textContent = words;
    this.problemsTarget.replaceChildren(problem);
    if (tiles[0]) this.show(tiles[0]);
  }

  private fieldsOf(tiles: HTMLElement[]): FormData {
    const fields = new FormData();
    for (const tile of tiles) fields.append('seen', tile.dataset['seen'] ?? '');
    return fields;
  }

  private loadMore(): void {
    this.element.querySelector<HTMLElement>('.review-list .more a')?.click();
  }

  /** The button that approves everything names its number before it is pressed. */
  private countShown(): void {
    const count = this.shown.length;
    for (const button of this.approveAllTargets) {
      const words = (count === 1 ? button.dataset['one'] : button.dataset['many']) ?? '';
      button.textContent = words.replace('{0}', count.toLocaleString(document.documentElement.lang));
      button.toggleAttribute('disabled', count === 0);
    }
    for (const opener of this.approveAllOpenerTargets) opener.hidden = count === 0;
  }
}
