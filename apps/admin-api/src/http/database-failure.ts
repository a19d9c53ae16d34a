import { QueryFailedError } from 'typeorm';

/** SQLSTATE classes of Postgres that a caller can cause (Postgres manual, appendix A). */
const conflictByState = { '23505': 'duplicate', '23503': 'reference' } as const;

export type DatabaseConflict = (typeof conflictByState)[keyof typeof conflictByState];

/** Codes of a connection that is not there: Node's, and Postgres' classes 08 and 57P. */
const connectionCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\d{3}|57P0\d)$/;
const connectionMessages =
  /connection terminated|timeout exceeded when trying to connect|connection timeout/i;

/** Whether a statement failed because the database is away, and not by itself. */
export function isDatabaseAway(error: unknown): boolean {
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  if (!(cause instanceof Error)) return false;
  return (
    connectionCodes.test((cause as { code?: string }).code ?? '') || connectionMessages.test(cause.message)
  );
}

/** What a failed statement broke, when it broke a constraint that a caller can do something about. */
export function conflictOf(error: unknown): DatabaseConflict | null {
  if (!(error instanceof QueryFailedError)) return null;
  const state = (error.driverError as { code?: string }).code;
  return conflictByState[state as keyof typeof conflictByState] ?? null;
}
