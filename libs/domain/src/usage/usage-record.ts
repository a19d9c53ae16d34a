import { z } from 'zod';
import { priceSchema } from './price.js';
import { tokenUsageSchema } from './token-usage.js';

const INT32_MAX = 2_147_483_647;
const count = () => z.number().int().nonnegative().max(INT32_MAX);
/** Postgres holds any text but one with a NUL in it. */
const text = () => z.string().refine((value) => !value.includes('\0'), 'must not hold a NUL');

/** How a request ended, in the seed's words; `client_closed` is a client that left before the end. */
export const outcomes = [
  'success',
  'auth_error',
  'client_error',
  'client_closed',
  'upstream_error',
  'server_error',
] as const;

export type Outcome = (typeof outcomes)[number];

/**
 * One settled request: what the gateway knows at its end. Metadata only, never a prompt or an answer.
 * The ledger is idempotent by (`startedAt`, `requestId`), so a record may be delivered any number of times.
 */
export const usageRecordSchema = z.object({
  requestId: z.uuid(),
  startedAt: z.iso.datetime(),
  durationMs: count(),
  /** Until the first byte of content was sent to the client; null when none was. */
  firstTokenMs: count().nullable(),
  route: text(),
  stream: z.boolean(),
  status: z.number().int().min(100).max(999),
  outcome: z.enum(outcomes),
  errorCode: text().nullable(),
  errorSummary: text().nullable(),
  requestedModel: text().nullable(),
  virtualModelId: count().nullable(),
  virtualModelName: text().nullable(),
  endpointId: count().nullable(),
  endpointName: text().nullable(),
  endpointType: text().nullable(),
  /** The model name sent to the endpoint. */
  actualModel: text().nullable(),
  /** Null when no answer began. */
  usage: tokenUsageSchema.nullable(),
  /** Whether a part of `usage` is the gateway's estimate. Optional for one release. */
  usageEstimated: z.boolean().optional(),
  /** The price in force when the request was made; null when no virtual model was resolved. */
  price: priceSchema.nullable(),
  clientAddress: text().nullable(),
  userAgent: text().nullable(),
  source: text().nullable(),
});

export type UsageRecord = z.infer<typeof usageRecordSchema>;
