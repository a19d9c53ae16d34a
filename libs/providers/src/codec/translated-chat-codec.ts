import { type ChatEvent, foldChatEvents, GatewayError } from '@switchyard/domain';
import type { ChatDialect } from '../client-dialect/client-dialect.js';
import { OutputMeter } from '../client-dialect/output-meter.js';
import { StopCutter } from '../client-dialect/stop-cutter.js';
import { TranslatedStream } from '../client-dialect/translated-stream.js';
import type { ChatSurface } from '../upstream-dialect/upstream-dialect.js';
import { applyModelRules } from './apply-model-rules.js';
import type { AttemptCodec, WholeAnswer } from './attempt-codec.js';
import type { Attempted } from './codec-for.js';
import { stringifyBody } from './stringify-body.js';

/** A chat between two dialects, through the canonical form in both directions. */
export function translatedChatCodec(
  dialect: ChatDialect,
  chat: ChatSurface,
  { call, model, upstream, asStream, startedAtMs }: Attempted,
): AttemptCodec {
  const request = applyModelRules(dialect.toChatRequest(call), model);
  const { body, notes, cutAt = [] } = chat.encode(request, asStream);
  refuseTooManyStops(cutAt);
  const newCutter = () => (cutAt.length > 0 ? new StopCutter(cutAt) : null);
  const { surface, findError, holdsAnswer } = chat;
  return {
    surface,
    isNative: false,
    body: Buffer.from(stringifyBody(body)),
    notes,
    streamType: upstream.streamType,
    newSplitter: () => upstream.newSplitter(),
    newTranslator: () =>
      new TranslatedStream(chat.newReader(), dialect.newWriter(call, startedAtMs), newCutter()),
    findError,
    holdsAnswer,
    readAnswer: (answer) => {
      const read = chat.readAnswer(answer);
      const cutter = newCutter();
      const events = cutter ? read.flatMap((event) => cutter.push(event)) : read;
      return {
        ...meteredUsage(read),
        encode: () =>
          Buffer.from(JSON.stringify(dialect.encodeResult(foldChatEvents(events), call, startedAtMs))),
        encodeAsStream: () => {
          const writer = dialect.newWriter(call, startedAtMs);
          return Buffer.from(events.map((event) => writer.write(event)).join('') + writer.end());
        },
      };
    },
  };
}

/** Each of them is looked for in every piece of the answer. */
const MAX_STOPS = 64;
const MAX_STOP_CHARACTERS = 1_024;

function refuseTooManyStops(stops: readonly string[]): void {
  if (stops.length <= MAX_STOPS && stops.every(({ length }) => length <= MAX_STOP_CHARACTERS)) return;
  const message = `There must be at most ${MAX_STOPS} stop sequences of ${MAX_STOP_CHARACTERS} characters.`;
  throw new GatewayError('invalid_request', message, { param: 'stop' });
}

function meteredUsage(events: readonly ChatEvent[]): Pick<WholeAnswer, 'usage' | 'unreportedCharacters'> {
  const meter = new OutputMeter();
  meter.observe(events);
  return { usage: meter.usage, unreportedCharacters: meter.unreportedCharacters };
}
