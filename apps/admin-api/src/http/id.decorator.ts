import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AdminError } from './admin-error.js';

const INT32_MAX = 2_147_483_647;

/**
 * The `id` of a path: digits and nothing else. A pipe would come too late, because the global one has made a number
 * of the text by then, and takes `1e1` for 10.
 */
export const Id = createParamDecorator((_data: unknown, context: ExecutionContext): number => {
  const { id: text } = context.switchToHttp().getRequest<FastifyRequest>().params as { id: string };
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.NaN;
  if (id <= INT32_MAX) return id;
  throw new AdminError(400, 'bad_request', `"${text.slice(0, 40)}" is not an id.`);
});

/** Names the `id` of a path in the OpenAPI page, which does not see it otherwise. */
export const HasId = () => ApiParam({ name: 'id', type: Number });
