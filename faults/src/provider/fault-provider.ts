import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject, tryParseJson } from '../json.js';
import { type Act, end, head, writes } from './act.js';
import type { WireDialect } from './dialects/wire-dialect.js';
import { wireDialects } from './dialects/wire-dialects.js';
import { modelNames, readModelName } from './faults/fault-table.js';
import { perform } from './perform.js';
import { ProviderCall, readText } from './provider-call.js';
import { textAnswer, toolAnswer } from './scripted-answer.js';
import { Speech } from './speech.js';

const dialectByPath = new Map(wireDialects.map((dialect) => [dialect.path, dialect]));

/** Lists of what there is, as health checks and discovery look for it. */
const catalogues: Readonly<Record<string, object>> = {
  '/v1/models': {
    object: 'list',
    data: modelNames.map((id) => ({ id, object: 'model', created: 0, owned_by: 'faults' })),
  },
  '/api/tags': { models: modelNames.map((name) => ({ name, model: name })) },
};

/**
 * A provider that speaks every upstream dialect and answers as the name of the model says: `fault-cut-middle` cuts the
 * connection in the middle, `fault-cut-middle-tool` in the middle of a tool call.
 */
export class FaultProvider {
  /** Every inference request so far, in the order of their arrival. */
  readonly calls: ProviderCall[] = [];
  private readonly server: Server;

  private constructor(private readonly onEnd: (call: ProviderCall) => void) {
    this.server = createServer((request, response) => {
      // A peer that goes within its own request has asked for nothing.
      this.answer(request, response).catch(() => response.destroy());
    });
  }

  /**
   * @param port 0 for one that is free
   * @param onEnd hears of every inference request once its connection is closed
   */
  static async start(
    port = 0,
    onEnd: (call: ProviderCall) => void = () => undefined,
  ): Promise<FaultProvider> {
    const provider = new FaultProvider(onEnd);
    await new Promise<void>((resolve, reject) => {
      provider.server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get openCalls(): number {
    return this.calls.filter(({ isOpen }) => isOpen).length;
  }

  /** The calls in whose body a text stands, by which a caller recognises what it has caused. */
  callsWith(marker: string): ProviderCall[] {
    return this.calls.filter(({ body }) => body.includes(marker));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const dialect = request.method === 'POST' ? dialectByPath.get(path) : undefined;
    if (!dialect) {
      const catalogue = request.method === 'GET' ? catalogues[path] : undefined;
      response
        .writeHead(catalogue ? 200 : 404, { 'content-type': 'application/json' })
        .end(JSON.stringify(catalogue ?? { error: `There is nothing at ${path}.` }));
      return;
    }
    const call = new ProviderCall(path, await readText(request), response, this.onEnd);
    this.calls.push(call);
    await perform(followed(call, actsFor(dialect, call.body)), response, call.gone);
  }
}

/** Tells the call's book before the provider itself breaks the connection. */
function* followed(call: ProviderCall, acts: Iterable<Act>): Generator<Act> {
  for (const act of acts) {
    if (act.do === 'break') call.breaksOff();
    yield act;
  }
}

/** What a request of this dialect is answered with. */
export function actsFor(dialect: WireDialect, text: string): Iterable<Act> {
  const body = tryParseJson(text);
  if (!isJsonObject(body)) return refuse(dialect, 400, 'The body is not a JSON object.');
  const asked = dialect.read(body);
  const wish = readModelName(asked.model);
  if (!wish) return refuse(dialect, 404, `The model ${asked.model} does not exist.`);
  const { fault, isToolCall } = wish;
  const answer = isToolCall ? toolAnswer : textAnswer;
  return fault.act(new Speech(dialect, asked, fault.reword?.(answer) ?? answer));
}

function refuse(dialect: WireDialect, status: number, message: string): Act[] {
  const body = Buffer.from(JSON.stringify(dialect.errorBody({ status, message, isQuota: false })));
  return [head(status, { 'content-type': 'application/json' }), ...writes([body]), end];
}
