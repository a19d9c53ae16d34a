import { QueryFailedError } from 'typeorm';

/** SQLSTATE classes of Postgres that a caller can cause (Postgres manual, appendix A). */
const conflictByState = { '23505': 'duplicate', '23503': 'reference' } as const;

export type DatabaseConflict = (typeof conflictByState)[keyof typeof conflictByState];

/** What a failed statement broke, when it broke a constraint that a caller can do something about. */
export function conflictOf(error: unknown): DatabaseConflict | null {
  if (!(error instanceof QueryFailedError)) return null;
  const state = (error.driverError as { code?: string }).code;
  return conflictByState[state as keyof typeof conflictByState] ?? null;
}
