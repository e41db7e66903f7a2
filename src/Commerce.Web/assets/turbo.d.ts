// The part of Turbo's surface that the face uses; the package ships no types.
declare module '@hotwired/turbo' {
  export function visit(location: string | URL, options?: { action?: 'advance' | 'replace'; frame?: string }): void;
  export function renderStreamMessage(message: string): void;
  export function morphChildren(current: Element, next: Element): void;
  export interface FetchResponse {
    readonly statusCode: number;
    readonly responseHTML: Promise<string | undefined>;
  }
  export const PageSnapshot: { fromHTMLString(html: string): unknown };
  export const StreamActions: Record<string, (this: Element) => void>;
  export const session: {
    navigator: { currentVisit?: unknown };
    visit(
      url: string,
      options: {
        action: 'advance' | 'replace';
        shouldCacheSnapshot: boolean;
        refresh: { method: 'morph' | 'replace'; scroll: 'preserve' | 'reset' };
      },
    ): void;
    view: {
      renderError(snapshot: unknown, visit?: unknown): Promise<void>;
      renderPage(snapshot: unknown, isPreview?: boolean, willRender?: boolean, visit?: unknown): Promise<void>;
    };
  };
}
