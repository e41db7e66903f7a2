/** The shapes of our endpoints, as `Commerce.Web.Extensions` documents them. */

export type OfferedStyle = {key: string; name: string; summary: string; kind: 'image' | 'video'};

export type Quote = {
  styles: OfferedStyle[];
  style: string;
  count: number;
  mostCount: number;
  products: number;
  unknown: number;
  leftOut: {title: string; reason: string}[];
  leftOutCount: number;
  results: number;
  credits: number;
  balance: number;
  affordable: boolean;
  page: string;
};

export type Started = {batch: string; name: string; results: number; balance: number; page: string};

export type BatchState = 'running' | 'cancelling' | 'done' | 'partial' | 'failed' | 'cancelled';

export type ProductStatus = {
  known: boolean;
  waiting: number;
  running: number;
  done: number;
  failed: number;
  toReview: number;
  published: number;
  lastBatch: {name: string; state: BatchState; createdAt: string; page: string} | null;
  reviewPage: string | null;
  makePage: string;
};

/** What a person asks for. */
export type Choice = {productIds: string[]; style?: string; count?: number};
