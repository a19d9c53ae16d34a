import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { Pool } from 'undici';

export type BareProxyOptions = {
  /** What a model's name stands for. */
  readonly models: Readonly<Record<string, BareModel>>;
  readonly authorization: string;
};

export type BareModel = {
  /** What stands before `/chat/completions`. */
  readonly baseUrl: string;
  readonly upstreamModel: string;
};

type ChatBody = { model: string; stream?: boolean };
type Endpoint = { readonly pool: Pool; readonly path: string; readonly upstreamModel: string };

const MAX_BODY_BYTES = 33_554_432;
const MAX_CONNECTIONS = 2_500;

/**
 * The least a gateway in Node has to do, written with the usual means: parse the request, look up its model, put the
 * upstream's name for it in, and pass the answer on. It is the yardstick: no log, no ledger, no limits, no retries.
 */
export function createBareProxy({ models, authorization }: BareProxyOptions): FastifyInstance {
  const endpoints = openEndpoints(models);
  const headers = { 'content-type': 'application/json', authorization };
  const app = fastify({ bodyLimit: MAX_BODY_BYTES });
  app.post<{ Body: ChatBody }>('/v1/chat/completions', async (request, reply) => {
    const { body } = request;
    const endpoint = endpoints.get(body.model);
    if (endpoint === undefined) return reply.code(404).send({ error: { message: 'unknown model' } });
    body.model = endpoint.upstreamModel;
    const answer = await endpoint.pool.request({
      path: endpoint.path,
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    copyHead(reply, answer.statusCode, answer.headers['content-type']);
    // A stream goes out as it comes in; a whole answer is cheaper as one piece.
    return reply.send(body.stream === true ? answer.body : Buffer.from(await answer.body.arrayBuffer()));
  });
  return app;
}

/** One pool for each origin, shared by its models. */
function openEndpoints(models: BareProxyOptions['models']): Map<string, Endpoint> {
  const pools = new Map<string, Pool>();
  return new Map(
    Object.entries(models).map(([name, { baseUrl, upstreamModel }]) => {
      const { origin, pathname } = new URL(baseUrl);
      const pool = pools.get(origin) ?? new Pool(origin, { connections: MAX_CONNECTIONS });
      pools.set(origin, pool);
      return [name, { pool, path: `${pathname}/chat/completions`, upstreamModel }];
    }),
  );
}

function copyHead(reply: FastifyReply, status: number, contentType: string | string[] | undefined): void {
  reply.code(status).header('content-type', contentType ?? 'application/json');
}
