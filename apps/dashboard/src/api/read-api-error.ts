import { ApiError, type FieldError } from './api-error';

/** Builds the error from a refused call. The body may come from a proxy in between, so nothing in it is trusted. */
export function readApiError(response: Response, body: unknown): ApiError {
  const envelope = asRecord(body);
  const error = asRecord(envelope.error);
  return new ApiError({
    status: response.status,
    code: asText(error.code) ?? 'unexpected_answer',
    message: asText(error.message) ?? `The server answered ${response.status} ${response.statusText}`.trim(),
    fields: readFields(error.fields),
    requestId: asText(envelope.request_id),
    retryAfterSeconds: readSeconds(response.headers.get('retry-after')),
  });
}

function readFields(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const { field, message } = asRecord(entry);
    return typeof field === 'string' && typeof message === 'string' ? [{ field, message }] : [];
  });
}

function readSeconds(header: string | null): number | null {
  const seconds = Number.parseInt(header ?? '', 10);
  return Number.isNaN(seconds) ? null : seconds;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
