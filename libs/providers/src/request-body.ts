import { isUtf8 } from 'node:buffer';
import { GatewayError } from '@switchyard/domain';
import type { z } from 'zod';
import { isJsonObject, type JsonObject } from './json.js';

/** The one JSON object of a request. @throws {GatewayError} `invalid_json` or `invalid_request` */
export function parseJsonBody(bytes: Buffer | undefined): JsonObject {
  if (!bytes || bytes.length === 0) throw new GatewayError('invalid_json', 'The request has no body.');
  if (!isUtf8(bytes)) throw new GatewayError('invalid_json', 'The request body is not valid UTF-8.');
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

/** The first problem zod found, with the path of its field. */
export function toInvalidRequest(error: z.ZodError): GatewayError {
  const [issue] = error.issues;
  const param = pathText(issue?.path ?? []);
  const isMissing = issue?.code === 'invalid_type' && issue.message.endsWith('undefined');
  const message = isMissing
    ? `Missing required field: ${param}.`
    : `Invalid value for ${param}: ${issue?.message}.`;
  return new GatewayError('invalid_request', message, { param, cause: error });
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
