/** What App Bridge offers the page when the admin frames it; absent on our own pages. */
interface AppBridge {
  toast?: { show(message: string, options?: { duration?: number; isError?: boolean }): void };
  saveBar?: { leaveConfirmation(): Promise<void> };
}

/** True when the admin frames this page and App Bridge has loaded. */
export const framed = (): boolean => window.self !== window.top && bridge() !== undefined;

export const bridge = (): AppBridge | undefined => (window as { shopify?: AppBridge }).shopify;
