import { z } from 'zod';

const HOUR_MS = 3_600_000;

const ms = () => z.number().int().positive().nullable();

/**
 * How long an endpoint may take, in milliseconds: to accept a connection, to begin its answer, between two pieces of it,
 * and in all. `null` leaves it to whoever is asked next: virtual model, then endpoint, then the gateway's own settings.
 */
export const timeoutsSchema = z.object({ connectMs: ms(), firstEventMs: ms(), idleMs: ms(), totalMs: ms() });

export type Timeouts = z.infer<typeof timeoutsSchema>;
export type EffectiveTimeouts = { readonly [Name in keyof Timeouts]: number };

/** The longest that anybody may set, for one model or for a whole gateway. */
export const LONGEST_TIMEOUTS: EffectiveTimeouts = {
  connectMs: HOUR_MS,
  firstEventMs: HOUR_MS,
  idleMs: HOUR_MS,
  totalMs: 24 * HOUR_MS,
};

export const NO_TIMEOUTS: Timeouts = { connectMs: null, firstEventMs: null, idleMs: null, totalMs: null };

/** For each of the four the first that is set; the last one sets all. */
export function effectiveTimeouts(
  own: readonly (Timeouts | undefined)[],
  fallback: EffectiveTimeouts,
): EffectiveTimeouts {
  const first = (name: keyof Timeouts): number =>
    own.map((timeouts) => timeouts?.[name] ?? null).find((value) => value !== null) ?? fallback[name];
  return {
    connectMs: first('connectMs'),
    firstEventMs: first('firstEventMs'),
    idleMs: first('idleMs'),
    totalMs: first('totalMs'),
  };
}
