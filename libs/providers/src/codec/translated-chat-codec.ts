import { type ChatEvent, foldChatEvents } from '@switchyard/domain';
import type { ChatDialect } from '../client-dialect/client-dialect.js';
import { OutputMeter } from '../client-dialect/output-meter.js';
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
  const { body, notes } = chat.encode(applyModelRules(dialect.toChatRequest(call), model), asStream);
  const { surface, findError, holdsAnswer } = chat;
  return {
    surface,
    isNative: false,
    body: stringifyBody(body),
    notes,
    streamType: upstream.streamType,
    newSplitter: () => upstream.newSplitter(),
    newTranslator: () => new TranslatedStream(chat.newReader(), dialect.newWriter(call, startedAtMs)),
    findError,
    holdsAnswer,
    readAnswer: (answer) => {
      const events = chat.readAnswer(answer);
      return {
        ...meteredUsage(events),
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

function meteredUsage(events: readonly ChatEvent[]): Pick<WholeAnswer, 'usage' | 'unreportedCharacters'> {
  const meter = new OutputMeter();
  meter.observe(events);
  return { usage: meter.usage, unreportedCharacters: meter.unreportedCharacters };
}
