import { Inject, Injectable } from '@nestjs/common';
import {
  type Candidate,
  earliestReopeningMs,
  GatewayError,
  planRoute,
  toGatewayError,
  type VirtualModelConfig,
} from '@switchyard/domain';
import { CONFIG, ConfigSource, type ConfigView, DrainState } from '@switchyard/platform';
import {
  type ChatCall,
  decodeChatRequest,
  encodeOpenAiError,
  encodeSseData,
  synthesizeChatStream,
} from '@switchyard/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EndpointHealthView } from '../endpoint-health/endpoint-health-view.js';
import type { GatewayConfig } from '../gateway.config.js';
import { sendOpenAiError } from '../http/send-openai-error.js';
import { Outbox } from '../outbox/outbox.js';
import { ChatAttempt, type CommittedAnswer } from './chat-attempt.js';
import { ClientConnection } from './client-connection.js';
import { RequestFacts } from './request-facts.js';

const EVENT_STREAM = 'text/event-stream; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/** A chat request from its arrival to its settlement. ARCHITECTURE.md draws it. */
@Injectable()
export class ChatPipeline {
  constructor(
    private readonly source: ConfigSource,
    private readonly health: EndpointHealthView,
    private readonly attempt: ChatAttempt,
    private readonly outbox: Outbox,
    private readonly drain: DrainState,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  async handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const facts = new RequestFacts(request, this.outbox);
    const client = new ClientConnection(reply, this.config.UPSTREAM_TOTAL_TIMEOUT_MS, this.drain);
    try {
      const call = decodeChatRequest(request.body as Buffer | undefined);
      facts.requested(call.model, call.wantsStream);
      const view = this.configInForce();
      const model = resolveModel(view, call.model);
      facts.resolved(model);
      const candidate = this.plan(view, model);
      facts.attempted(candidate);
      const wanted = model.forceNonStreaming ? { ...call, wantsStream: false } : call;
      const committed = await this.attempt.run(wanted, candidate, request.id, client.signal);
      await relay(committed, wanted, reply, client, facts);
    } catch (thrown) {
      this.answerError(thrown, request, reply, client, facts);
    } finally {
      client.release();
      facts.settle();
    }
    return reply;
  }

  private configInForce(): ConfigView {
    const view = this.source.current;
    if (!view) throw new GatewayError('config_unavailable', 'The gateway has no configuration yet.');
    return view;
  }

  private plan(view: ConfigView, model: VirtualModelConfig): Candidate {
    const nowMs = Date.now();
    const plan = planRoute([model], {
      endpointById: view.endpointById,
      healthByEndpointId: this.health.byEndpointId,
      nowMs,
    });
    const [candidate] = plan.candidates;
    if (candidate) return candidate;
    const reopensAtMs = earliestReopeningMs(plan);
    throw new GatewayError(
      'endpoint_unavailable',
      `No endpoint of model "${model.name}" can take requests at the moment.`,
      {
        ...(reopensAtMs !== null && {
          retryAfterSeconds: Math.max(1, Math.ceil((reopensAtMs - nowMs) / 1000)),
        }),
      },
    );
  }

  private answerError(
    thrown: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
    client: ClientConnection,
    facts: RequestFacts,
  ): void {
    const error = toGatewayError(thrown);
    facts.failed(error);
    facts.settle();
    if (!reply.sent && !reply.raw.headersSent) {
      sendOpenAiError(error, request, reply);
      return;
    }
    // Within a stream the dialect's error event is the only honest end: no end marker follows it.
    request.log.warn({ code: error.code, reason: error.message }, 'stream broken off');
    client.end(encodeSseData(encodeOpenAiError(error)));
  }
}

/** @throws {GatewayError} `model_not_found` */
function resolveModel(view: ConfigView, name: string): VirtualModelConfig {
  const model = view.modelByName.get(name);
  if (model) return model;
  throw new GatewayError('model_not_found', `The model "${name.slice(0, 200)}" does not exist.`, {
    param: 'model',
  });
}

async function relay(
  committed: CommittedAnswer,
  call: ChatCall,
  reply: FastifyReply,
  client: ClientConnection,
  facts: RequestFacts,
): Promise<void> {
  if (committed.kind === 'stream') return relayStream(committed.stream, client, facts);
  const { answer } = committed;
  facts.used(answer.usage);
  facts.firstToken();
  facts.settle();
  if (!call.wantsStream) {
    await reply.header('content-type', JSON_TYPE).send(answer.bytes);
    return;
  }
  client.openStream(EVENT_STREAM);
  client.end(Buffer.concat(synthesizeChatStream(answer.body, call.wantsUsage)));
}

async function relayStream(
  stream: Extract<CommittedAnswer, { kind: 'stream' }>['stream'],
  client: ClientConnection,
  facts: RequestFacts,
): Promise<void> {
  try {
    client.openStream(EVENT_STREAM);
    for await (const piece of stream.pieces()) {
      facts.firstToken();
      facts.used(stream.usage);
      if (stream.isAtEnd) facts.settle();
      await client.write(piece);
    }
    client.end();
  } finally {
    facts.used(stream.usage);
    stream.close();
  }
}
