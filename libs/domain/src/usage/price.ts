import { z } from 'zod';

/** A non-negative decimal as text, because money must not pass through binary floating point. */
export const decimalSchema = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'must be a non-negative decimal');

/**
 * Prices of a virtual model in USD per million tokens. `null` in `input` or `output` means unknown, which is not
 * free: a cost that needs it is unknown too. `null` in a cached price means that those tokens cost what others do.
 */
export const priceSchema = z.object({
  inputPerMillion: decimalSchema.nullable(),
  outputPerMillion: decimalSchema.nullable(),
  cachedInputPerMillion: decimalSchema.nullable(),
  cachedOutputPerMillion: decimalSchema.nullable(),
});

export type Price = z.infer<typeof priceSchema>;
