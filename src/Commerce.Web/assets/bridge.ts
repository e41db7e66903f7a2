/** One figure of a document's speed: its name as web.dev gives it, and milliseconds or, for shifts, a score. */
export interface Metric {
  readonly name: string;
  readonly value: number;
}

/** What App Bridge offers the page when the admin frames it; absent on our own pages. */
interface AppBridge {
  toast?: { show(message: string, options?: { duration?: number; isError?: boolean }): void };
  saveBar?: { leaveConfirmation(): Promise<void> };
  webVitals?: { onReport?(callback: (report: { metrics: readonly Metric[] }) => void): Promise<void> };
}

/** True when the admin frames this page and App Bridge has loaded. */
export const framed = (): boolean => window.self !== window.top && bridge() !== undefined;

export const bridge = (): AppBridge | undefined => (window as { shopify?: AppBridge }).shopify;
