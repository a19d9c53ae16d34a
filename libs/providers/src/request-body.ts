import { isUtf8 } from 'node:buffer';
import { GatewayError } from '@switchyard/domain';
import type { z } from 'zod';
import { isJsonObject, type JsonObject } from './json.js';

/** A body that can be read as text. @throws {GatewayError} `invalid_json` */
export function requireText(bytes: Buffer | undefined): Buffer {
  if (!bytes || bytes.length === 0) throw new GatewayError('invalid_json', 'The request has no body.');
  if (!isUtf8(bytes)) throw new GatewayError('invalid_json', 'The request body is not valid UTF-8.');
  return bytes;
}

/** The one JSON object of a request. @throws {GatewayError} `invalid_json` or `invalid_request` */
export function parseJsonBody(bytes: Buffer | undefined): JsonObject {
  let body: unknown;
  const text = requireText(bytes).toString('utf8');
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw invalidJson(error);
  }
  if (!isJsonObject(body))
    throw new GatewayError('invalid_request', 'The request body must be a JSON object.');
  return body;
}

export function invalidJson(cause: unknown): GatewayError {
  const reason = cause instanceof Error ? cause.message : 'not parseable';
  return new GatewayError('invalid_json', `The request body is not valid JSON: ${reason}.`, { cause });
}

/** The first problem zod found, with the path of its field. */
export function toInvalidRequest(error: z.ZodError): GatewayError {
  const problem = innermost(error.issues[0]);
  const param = pathText(problem.path);
  const message = problem.isMissing
    ? `Missing required field: ${param}.`
    : `Invalid value for ${param}: ${problem.message}.`;
  return new GatewayError('invalid_request', message, { param, cause: error });
}

type Problem = {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly isMissing: boolean;
};

/** Of a field that may have several forms, the problem of the form that fits furthest: that is the one that was meant. */
function innermost(issue: z.core.$ZodIssue | undefined): Problem {
  if (issue?.code === 'invalid_union') {
    const branches = issue.errors.map(([first]) => innermost(first));
    const [deepest] = branches.toSorted((a, b) => b.path.length - a.path.length);
    if (deepest && deepest.path.length > 0) return { ...deepest, path: [...issue.path, ...deepest.path] };
  }
  const isMissing = issue?.code === 'invalid_type' && issue.message.endsWith('undefined');
  return { path: issue?.path ?? [], message: issue?.message ?? 'not allowed', isMissing };
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
