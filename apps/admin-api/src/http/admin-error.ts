export type FieldProblem = { readonly field: string; readonly message: string };

/** An error for the caller of the admin API: `{"error":{"code","message","fields"?},"request_id"}`. */
export class AdminError extends Error {
  override readonly name = 'AdminError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly options: { readonly fields?: readonly FieldProblem[]; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message);
  }
}

export const notFound = (kind: string, id: number): AdminError =>
  new AdminError(404, 'not_found', `There is no ${kind} with id ${id}.`);

export const invalidField = (field: string, message: string): AdminError =>
  new AdminError(400, 'validation_failed', `${field} ${message}.`, { fields: [{ field, message }] });
