import { GatewayError } from '@switchyard/domain';
import { z } from 'zod';
import { isJsonObject, type JsonObject } from './json.js';

/** A chat request as its client sent it. `body` keeps every field, known or not. */
export type ChatCall = {
  readonly body: JsonObject;
  readonly model: string;
  readonly wantsStream: boolean;
  readonly wantsUsage: boolean;
};

/**
 * Only what the gateway itself relies on, and the types of what is most often mistyped; whether a value makes sense
 * is for the endpoint to say.
 */
const chatRequestSchema = z.looseObject({
  model: z.string().min(1, 'must not be empty'),
  messages: z.array(z.looseObject({ role: z.string() })).min(1, 'must hold at least one message'),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  n: z.number().int().nullish(),
  max_tokens: z.number().int().nullish(),
  max_completion_tokens: z.number().int().nullish(),
  tools: z.array(z.unknown()).nullish(),
});

/** @throws {GatewayError} `invalid_json` or `invalid_request`, the latter naming the field */
export function decodeChatRequest(bytes: Buffer | undefined): ChatCall {
  const body = parseBody(bytes);
  const checked = chatRequestSchema.safeParse(body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model, stream, stream_options: streamOptions } = checked.data;
  return { body, model, wantsStream: stream === true, wantsUsage: streamOptions?.include_usage === true };
}

function parseBody(bytes: Buffer | undefined): JsonObject {
  if (!bytes || bytes.length === 0) throw new GatewayError('invalid_json', 'The request has no body.');
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not parseable';
    throw new GatewayError('invalid_json', `The request body is not valid JSON: ${reason}.`, {
      cause: error,
    });
  }
  if (!isJsonObject(body))
    throw new GatewayError('invalid_request', 'The request body must be a JSON object.');
  return body;
}

function toInvalidRequest(error: z.ZodError): GatewayError {
  const [issue] = error.issues;
  const param = pathText(issue?.path ?? []);
  const isMissing =
    issue?.code === 'invalid_type' && issue.input === undefined && issue.message.endsWith('undefined');
  const message = isMissing
    ? `Missing required field: ${param}.`
    : `Invalid value for ${param}: ${issue?.message}.`;
  return new GatewayError('invalid_request', message, { param, cause: error });
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  );
