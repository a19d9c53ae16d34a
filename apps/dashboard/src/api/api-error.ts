export type FieldError = { field: string; message: string };

export type ApiErrorDetails = {
  status: number | null;
  code: string;
  message: string;
  fields?: FieldError[];
  requestId?: string | null;
  retryAfterSeconds?: number | null;
};

/** Every failed call to the admin API. `status` is null when no answer arrived at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number | null;
  readonly code: string;
  readonly fields: FieldError[];
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(details: ApiErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.status = details.status;
    this.code = details.code;
    this.fields = details.fields ?? [];
    this.requestId = details.requestId ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
  }
}
