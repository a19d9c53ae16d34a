import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatCompletion } from './chat-completion.js';

const PAUSE_MS = 20;

/** Streams an answer as server-sent events at a reading pace, and stops as soon as the client is gone. */
export async function streamCompletion(
  response: ServerResponse,
  completion: ChatCompletion,
  isUsageWanted: boolean,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  try {
    for (const chunk of completion.chunks(isUsageWanted)) {
      await send(response, JSON.stringify(chunk), gone.signal);
      await sleep(PAUSE_MS, undefined, { signal: gone.signal });
    }
    await send(response, '[DONE]', gone.signal);
    response.end();
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

async function send(response: ServerResponse, data: string, signal: AbortSignal): Promise<void> {
  if (!response.write(`data: ${data}\n\n`)) await once(response, 'drain', { signal });
}
