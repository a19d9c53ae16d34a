import type { ValidationError } from 'class-validator';
import { AdminError, type FieldProblem } from './admin-error.js';

/** Every problem class-validator found, as one answer that names each field. */
export function validationFailed(errors: ValidationError[]): AdminError {
  const fields = errors.flatMap((error) => problemsOf(error, ''));
  const summary = fields.map(({ message }) => message).join('; ');
  return new AdminError(400, 'validation_failed', `The request is not valid: ${summary}.`, { fields });
}

function problemsOf(error: ValidationError, prefix: string): FieldProblem[] {
  const field = `${prefix}${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({
    field,
    message: readable(message),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, `${field}.`))];
}

const readable = (message: string): string =>
  message.replace(/^property (\S+) should not exist$/, 'there is no field "$1"');
