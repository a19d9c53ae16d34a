import { waitFor } from '@switchyard/testing';
import type { FaultProvider } from '../provider/fault-provider.js';
import { textAnswer } from '../provider/scripted-answer.js';
import { type Cell, modelOf } from './cells.js';
import { type Received, type Told, understand } from './told.js';

/** Longer than the gateway's own deadline by far: a client that still waits then was forgotten. */
const LATE_MS = 30_000;

/** The upstream request may outlive the client's by no more than this. */
export const UPSTREAM_END_WITHIN_MS = 2_000;

const [, , SOME_TOKEN = ''] = textAnswer.textPieces;

export type CellRun = {
  readonly cell: Cell;
  readonly received: Received;
  readonly told: Told;
  /** Requests that reached the provider. */
  readonly attempts: number;
  /** From the client's end to the end of the last upstream request; null when one was still open at the limit. */
  readonly upstreamEndedAfterMs: number | null;
};

/** Sends one request as a client would, and follows what comes of it on both sides of the gateway. */
export async function runCell(cell: Cell, gatewayUrl: string, provider: FaultProvider): Promise<CellRun> {
  const received = await request(cell, gatewayUrl, provider);
  const callsOf = () => provider.callsWith(cell.id);
  const areClosed = await waitFor(
    'the end of the upstream requests',
    () => callsOf().every(({ isOpen }) => !isOpen),
    UPSTREAM_END_WITHIN_MS,
  ).catch(() => false);
  const closedAtMs = Math.max(...callsOf().map((call) => call.closedAtMs ?? 0));
  return {
    cell,
    received,
    told: understand(cell.client, cell.form, received),
    attempts: callsOf().length,
    upstreamEndedAfterMs: areClosed ? Math.max(0, Math.round(closedAtMs - received.endedAtMs)) : null,
  };
}

async function request(cell: Cell, gatewayUrl: string, provider: FaultProvider): Promise<Received> {
  const client = new AbortController();
  const late = AbortSignal.timeout(LATE_MS);
  let status: number | null = null;
  let headers = new Headers();
  let text = '';
  const ended = (ending: Received['ending']): Received => ({
    status,
    headers,
    text,
    ending,
    endedAtMs: performance.now(),
  });
  if (cell.scenario.leaving === 'before-the-answer')
    void leaveOnce(() => provider.callsWith(cell.id).length > 0, client);
  try {
    const response = await ask(cell, gatewayUrl, AbortSignal.any([client.signal, late]));
    ({ status, headers } = response);
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) {
      text += decoder.decode(bytes, { stream: true });
      if (cell.scenario.leaving === 'in-the-middle' && text.includes(SOME_TOKEN)) client.abort();
    }
    return ended('end');
  } catch {
    if (late.aborted) return ended('late');
    return ended(client.signal.aborted ? 'left' : 'cut');
  }
}

async function leaveOnce(isTime: () => boolean, client: AbortController): Promise<void> {
  await waitFor('the time to leave', isTime).catch(() => undefined);
  client.abort();
}

function ask(cell: Cell, gatewayUrl: string, signal: AbortSignal): Promise<Response> {
  const { client, scenario, id } = cell;
  const body = client.request({
    model: modelOf(cell),
    prompt: `Which signal shows green? (${id})`,
    isStream: cell.form === 'stream',
    hasTool: scenario.isToolCall,
  });
  return fetch(`${gatewayUrl}${client.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': id },
    body: JSON.stringify(body),
    signal,
  });
}
