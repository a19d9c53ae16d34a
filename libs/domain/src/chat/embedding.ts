import type { TokenUsage } from '../usage/token-usage.js';

/** A wish for vectors, in no dialect's words. What the client left out is null. */
export type EmbeddingRequest = {
  readonly model: string;
  readonly inputs: readonly string[];
  readonly dimensions: number | null;
  /** These two as in a ChatRequest. */
  readonly vocabulary: string;
  readonly extras: Readonly<Record<string, unknown>>;
};

export type EmbeddingResult = {
  readonly model: string;
  /** One vector for each input, in their order. */
  readonly vectors: readonly (readonly number[])[];
  readonly usage: TokenUsage | null;
};
