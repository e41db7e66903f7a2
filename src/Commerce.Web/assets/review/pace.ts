const span = 5 * 60_000;
const fewest = 4;

/** Decisions a minute over the last five minutes; null while there are too few to tell. */
export class Pace {
  private readonly moments: number[] = [];

  add(): void {
    this.moments.push(performance.now());
  }

  get perMinute(): number | null {
    const now = performance.now();
    const recent = this.moments.filter((moment) => now - moment < span);
    const first = recent[0];
    if (recent.length < fewest || first === undefined) return null;
    return Math.round((recent.length * 60_000) / Math.max(now - first, 1000));
  }
}
