import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Act } from './act.js';

type Performers = {
  readonly [Kind in Act['do']]: (
    act: Extract<Act, { do: Kind }>,
    response: ServerResponse,
    gone: AbortSignal,
  ) => unknown;
};

const performers: Performers = {
  head: ({ status, headers }, response) => response.writeHead(status, headers).flushHeaders(),
  write: ({ bytes }, response, gone) => write(bytes, response, gone),
  pause: ({ ms }, _response, signal) => sleep(ms, undefined, { signal }),
  stall: (_act, response, signal) => once(response, 'close', { signal }),
  break: ({ how }, { socket }) => void (how === 'reset' ? socket?.resetAndDestroy() : socket?.destroy()),
  end: (_act, response) => void response.end(),
};

/**
 * Does one act after the other on a connection, each when the one before has reached the socket. Ends early when the
 * peer goes.
 *
 * @param gone fires when the connection is closed
 */
export async function perform(
  acts: Iterable<Act>,
  response: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  for (const act of acts) {
    if (gone.aborted) return;
    const performer = performers[act.do] as (...given: [Act, ServerResponse, AbortSignal]) => unknown;
    try {
      await performer(act, response, gone);
    } catch (error) {
      if (!gone.aborted) throw error;
    }
  }
}

/** Waits until the bytes are in the socket, which is also all that backpressure needs; then lets them go alone. */
async function write(bytes: Buffer, response: ServerResponse, gone: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const settle = () => {
      gone.removeEventListener('abort', settle);
      resolve();
    };
    // A socket that is closed need not call back.
    gone.addEventListener('abort', settle);
    response.write(bytes, settle);
  });
  await setImmediate();
}
