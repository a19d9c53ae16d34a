import { GatewayError } from '@switchyard/domain';
import { OutputMeter } from '../client-dialect/output-meter.js';
import type { NativeSurface } from '../upstream-dialect/upstream-dialect.js';
import type { AttemptCodec, WholeAnswer } from './attempt-codec.js';
import type { Attempted } from './codec-for.js';
import { stringifyBody } from './stringify-body.js';

/** Client and endpoint speak alike: only the model's name and the virtual model's rules change. */
export function nativeCodec(native: NativeSurface, attempted: Attempted): AttemptCodec {
  const { call, model, upstream, asStream } = attempted;
  const { surface, findError, holdsAnswer } = native;
  const streamingOf = (): NonNullable<NativeSurface['streaming']> => {
    if (native.streaming) return native.streaming;
    throw new GatewayError('internal_error', `The surface ${surface} has no streams.`);
  };
  return {
    surface,
    isNative: true,
    body: stringifyBody(native.patch(call, model, asStream)),
    notes: native.notesOn?.(call, model) ?? [],
    streamType: upstream.streamType,
    newSplitter: () => upstream.newSplitter(),
    newTranslator: () => streamingOf().observe(call),
    findError,
    holdsAnswer,
    readAnswer: (body, bytes): WholeAnswer => {
      const meter = new OutputMeter();
      meter.observe(native.readAnswer(body));
      return {
        usage: meter.usage,
        unreportedCharacters: meter.unreportedCharacters,
        encode: () => bytes,
        encodeAsStream: () => streamingOf().synthesize(body, call),
      };
    },
  };
}
