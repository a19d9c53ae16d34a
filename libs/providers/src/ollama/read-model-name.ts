import { z } from 'zod';
import { parseJsonBody, toInvalidRequest } from '../request-body.js';
import { withoutLatest } from './without-latest.js';

/** Older clients say `name`. */
const schema = z
  .looseObject({ model: z.string().min(1).nullish(), name: z.string().min(1).nullish() })
  .transform((body, context) => {
    const model = body.model ?? body.name;
    if (model) return model;
    context.addIssue({ code: 'custom', path: ['model'], message: 'is required' });
    return z.NEVER;
  });

/** The model a request of Ollama's catalogue names. @throws {GatewayError} `invalid_json` or `invalid_request` */
export function readModelName(bytes: Buffer | undefined): string {
  const checked = schema.safeParse(parseJsonBody(bytes));
  if (!checked.success) throw toInvalidRequest(checked.error);
  return withoutLatest(checked.data);
}
