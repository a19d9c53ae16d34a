import { useState } from 'react';
import { ApiError } from '../api/api-error';

export type FieldErrors = Partial<Record<string, string>>;

/** The state of a form: what was typed, and what is wrong with it by field. */
export function useDraft<Draft extends Record<string, unknown>>(initial: Draft) {
  const [draft, setDraft] = useState(initial);
  const [errors, setErrors] = useState<FieldErrors>({});

  function change<Field extends keyof Draft & string>(field: Field, value: Draft[Field]): void {
    setDraft((current) => ({ ...current, [field]: value }));
    setErrors((current) => ({ ...current, [field]: undefined }));
  }

  /** Puts the server's complaints at their fields; `custom_headers.X-Team` belongs to `custom_headers`. */
  function showServerErrors(error: Error): void {
    const fields = error instanceof ApiError ? error.fields : [];
    setErrors(Object.fromEntries(fields.map(({ field, message }) => [field.split('.')[0], message])));
  }

  return { draft, errors, change, setErrors, showServerErrors };
}

/** The error that has no field to stand at; null when every part of it has one. */
export function errorWithoutField(error: Error | null, fields: readonly string[]): Error | null {
  if (!(error instanceof ApiError)) return error;
  const homeless = error.fields.filter(({ field }) => !fields.includes(field.split('.')[0] ?? ''));
  if (error.fields.length > 0 && homeless.length === 0) return null;
  const { status, code, message, requestId, retryAfterSeconds } = error;
  return new ApiError({ status, code, message, requestId, retryAfterSeconds, fields: homeless });
}
