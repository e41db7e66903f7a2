/** The admin's translate function, for text only. */
export type Translate = (key: string, options?: Record<string, string | number>) => string;
