/** A refusal in the shape that OpenAI's clients read. */
export class OpenAiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    private readonly details: { readonly param?: string; readonly code?: string } = {},
  ) {
    super(message);
    this.name = 'OpenAiError';
  }

  get body() {
    const { param = null, code = null } = this.details;
    return { error: { message: this.message, type: 'invalid_request_error', param, code } };
  }
}
