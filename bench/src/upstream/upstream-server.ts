import { createServer, type Server, type Socket } from 'node:net';
import { wholeAnswer } from './answers.js';
import { type Behaviour, behaviours, FIRST_TOKEN_DELAY_MS, PACED_EVENTS_PER_SECOND } from './behaviour.js';
import { Bursts } from './bursts.js';
import { jsonAnswer, STREAM_HEAD } from './http-bytes.js';
import { RequestReader } from './request-reader.js';
import { clockMs } from './sent-at.js';
import { burstFrames, endFrames, firstTokenFrames, sentAtFrame } from './stream-frames.js';

export type UpstreamOptions = {
  /** How long a paced stream goes on. */
  readonly pacedStreamMs: number;
};

const MS_PER_SECOND = 1_000;
const PACE_MS = MS_PER_SECOND / PACED_EVENTS_PER_SECOND;
const wholeBytes = jsonAnswer('200 OK', wholeAnswer);
const unknownBytes = jsonAnswer(
  '404 Not Found',
  '{"error":{"message":"The upstream has no such behaviour"}}',
);

/**
 * The endpoint behind all contestants. It is written on bare sockets with bytes made beforehand, so that it is never
 * what a measurement waits for.
 */
export function createUpstreamServer({ pacedStreamMs }: UpstreamOptions): Server {
  const bursts = new Bursts();
  const perform: Record<Behaviour, (socket: Socket) => void> = {
    'quick-answer': (socket) => void socket.write(wholeBytes),
    answer: (socket) => void socket.write(wholeBytes),
    burst: (socket) => {
      socket.write(STREAM_HEAD);
      bursts.begin(socket, burstFrames);
    },
    'first-token': (socket) => {
      socket.write(STREAM_HEAD);
      setTimeout(() => bursts.begin(socket, firstTokenFrames), FIRST_TOKEN_DELAY_MS);
    },
    paced: (socket) => sendPaced(socket, Math.floor(pacedStreamMs / PACE_MS)),
  };
  return createServer({ noDelay: true }, (socket) => {
    const reader = new RequestReader((path) => {
      const behaviour = behaviourOf(path);
      if (behaviour === undefined) socket.write(unknownBytes);
      else perform[behaviour](socket);
    });
    socket.on('data', (piece) => reader.read(piece));
    // Clients leave when they like.
    socket.on('error', () => socket.destroy());
  });
}

function behaviourOf(path: string): Behaviour | undefined {
  const name = path.split('/', 2)[1];
  return behaviours.find((behaviour) => behaviour === name);
}

function sendPaced(socket: Socket, eventCount: number): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (socket.destroyed) return clearInterval(timer);
    socket.write(sentAtFrame(clockMs()));
    if (++sent < eventCount) return;
    clearInterval(timer);
    for (const frame of endFrames) socket.write(frame);
  }, PACE_MS);
  socket.write(STREAM_HEAD);
}
