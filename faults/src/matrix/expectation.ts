/** What the ledger may hold of an answer's tokens. */
export type Billing =
  /** What the endpoint reported, and not as an estimate. */
  | 'reported'
  /** The endpoint reported nothing that can be true: an estimate that says so, or nothing. */
  | 'estimated'
  /** A part: an estimate that says so, what had been reported until then, or nothing. */
  | 'partial'
  | 'nothing';

type Common = {
  readonly billed: Billing;
  /** The ledger's `error_code` is one of these; none for a success. */
  readonly codes: readonly string[];
};

/** What a right gateway does. */
export type Expectation =
  /** The client has all of it, in order and once. */
  | (Common & { readonly saw: 'complete' })
  /** The client has an error with this status, in the shape of its dialect. */
  | (Common & { readonly saw: 'refused'; readonly status: number; readonly retryAfterS?: number })
  /**
   * What the client has is true as far as it goes and ends with an error. A gateway that met the fault before it had
   * passed anything on may answer with this status instead; null where there was time to pass something on.
   */
  | (Common & { readonly saw: 'broken'; readonly status: number | null })
  /** The client has left, and so the endpoint was left too. */
  | (Common & { readonly saw: 'left' });

export const complete = (billed: Billing = 'reported'): Expectation => ({
  saw: 'complete',
  billed,
  codes: [],
});

export const refused = (status: number, ...codes: string[]): Expectation => ({
  saw: 'refused',
  status,
  billed: 'nothing',
  codes,
});

export const broken = (status: number | null, ...codes: string[]): Expectation => ({
  saw: 'broken',
  status,
  billed: 'partial',
  codes,
});

/** Refused, but after the endpoint had begun, and perhaps counted. */
export const refusedLate = (status: number, ...codes: string[]): Expectation => ({
  ...refused(status, ...codes),
  billed: 'partial',
});

export const left: Expectation = { saw: 'left', billed: 'partial', codes: ['client_closed_request'] };
