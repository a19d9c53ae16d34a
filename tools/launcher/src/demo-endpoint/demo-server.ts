import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ChatCompletion } from './chat-completion.js';
import { DEMO_MODEL, parseChatRequest } from './chat-request.js';
import { OpenAiError } from './openai-error.js';
import { readJson } from './read-json.js';
import { streamCompletion } from './stream-completion.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const routes: Readonly<Record<string, Handler>> = {
  'GET /health': (_request, response) => sendJson(response, 200, { status: 'ok' }),
  'GET /v1/models': (_request, response) => {
    const model = { id: DEMO_MODEL, object: 'model', created: 0, owned_by: 'switchyard' };
    sendJson(response, 200, { object: 'list', data: [model] });
  },
  'POST /v1/chat/completions': async (request, response) => {
    const { messages, isStream, isUsageWanted } = parseChatRequest(await readJson(request));
    const completion = new ChatCompletion(messages);
    if (isStream) await streamCompletion(response, completion, isUsageWanted);
    else sendJson(response, 200, completion.whole());
  },
};

/** A small OpenAI-compatible server that answers without a model, so that the first request works without a key. */
export function createDemoServer(): Server {
  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => sendError(response, error));
  });
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const handler = routes[`${request.method} ${path}`];
  if (handler === undefined)
    throw new OpenAiError(404, `Unknown request URL: ${request.method} ${path.slice(0, 200)}.`);
  await handler(request, response);
}

function sendError(response: ServerResponse, error: unknown): void {
  // In the middle of a stream there is no status left to send; the client notices the missing end.
  if (response.headersSent || response.destroyed) response.destroy();
  else if (error instanceof OpenAiError) sendJson(response, error.status, error.body);
  else
    sendJson(response, 500, {
      error: { message: String(error), type: 'server_error', param: null, code: null },
    });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
