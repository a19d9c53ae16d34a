import { chatBody } from '../bodies/chat-body.js';
import { codingBody } from '../bodies/coding-body.js';
import { messagesBody } from '../bodies/messages-body.js';
import { type Contestant, messagesRoute } from '../contestants/contestant.js';
import type { Target } from '../load/target.js';

/** One kind of request, which both are sent. */
export type GateLoad = {
  readonly name: string;
  readonly connections: number;
  /** In each round: enough for the processes' CPU time to be read to a few percent. */
  readonly requests: number;
  readonly bare: (bare: Contestant) => Target;
  readonly gateway: (switchyard: Contestant) => Target;
};

const LARGE_BYTES = 102_400;

const wholeChat = chatBody({ model: 'answer' });
const largeChat = codingBody({ model: 'answer' }, LARGE_BYTES);
const streamedChat = chatBody({ model: 'burst', stream: true });
const stream = (contestant: Contestant): Target => ({ ...contestant.route('burst'), body: streamedChat });

const whole = (contestant: Contestant): Target => ({ ...contestant.route('answer'), body: wholeChat });
const large = (contestant: Contestant): Target => ({ ...contestant.route('answer'), body: largeChat });

/** What stands for all that the gateway does. */
export const gateLoads: readonly GateLoad[] = [
  { name: 'chat of 1 KB', connections: 32, requests: 2_000, bare: whole, gateway: whole },
  { name: 'chat of 100 KB', connections: 8, requests: 250, bare: large, gateway: large },
  { name: 'stream', connections: 32, requests: 250, bare: stream, gateway: stream },
  {
    name: 'translated stream',
    connections: 32,
    requests: 250,
    // The bare proxy translates nothing: its stream is only a measure of the machine.
    bare: stream,
    gateway: (switchyard) => ({ ...messagesRoute(switchyard.route('burst')), body: messagesBody('burst') }),
  },
];
