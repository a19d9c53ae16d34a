import { isJsonObject, type JsonObject } from '../json.js';
import { encode } from './messages-event-writer.js';

/**
 * A whole message as the stream that would have carried it, for a client that asked for one where the endpoint gave
 * none. Nothing is lost: fields of later releases stay where they are, and blocks of kinds that are not known here go
 * out whole.
 */
export function synthesizeMessagesStream(message: JsonObject): Buffer {
  const {
    content,
    stop_reason: reason,
    stop_sequence: sequence,
    stop_details: details,
    usage,
    ...rest
  } = message;
  const blocks = Array.isArray(content) ? content.filter(isJsonObject) : [];
  const started = {
    ...rest,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: usageAtStart(usage),
  };
  const delta = {
    stop_reason: reason ?? 'end_turn',
    stop_sequence: sequence ?? null,
    ...(details !== undefined && { stop_details: details }),
  };
  return Buffer.from(
    [
      encode('message_start', { message: started }),
      ...blocks.map(encodeBlock),
      encode('message_delta', { delta, usage: isJsonObject(usage) ? usage : { output_tokens: 0 } }),
      encode('message_stop', {}),
    ].join(''),
  );
}

/** Output is counted at the end. */
const usageAtStart = (usage: unknown): JsonObject =>
  isJsonObject(usage) ? { ...usage, output_tokens: 0 } : { input_tokens: 0, output_tokens: 0 };

type Pieces = { readonly start: JsonObject; readonly deltas: readonly JsonObject[] };

function encodeBlock(block: JsonObject, index: number): string {
  const { start, deltas } = splitters.get(block.type)?.(block) ?? { start: block, deltas: [] };
  return [
    encode('content_block_start', { index, content_block: start }),
    ...deltas.map((delta) => encode('content_block_delta', { index, delta })),
    encode('content_block_stop', { index }),
  ].join('');
}

function splitText(block: JsonObject): Pieces {
  const citations = Array.isArray(block.citations) ? block.citations : null;
  return {
    start: { ...block, text: '', ...(citations && { citations: [] }) },
    deltas: [
      ...(citations ?? []).map((citation) => ({ type: 'citations_delta', citation })),
      ...pieceOf('text_delta', 'text', block.text),
    ],
  };
}

const splitThinking = (block: JsonObject): Pieces => ({
  start: { ...block, thinking: '', signature: '' },
  deltas: [
    ...pieceOf('thinking_delta', 'thinking', block.thinking),
    ...pieceOf('signature_delta', 'signature', block.signature),
  ],
});

const pieceOf = (type: string, field: string, text: unknown): JsonObject[] =>
  typeof text === 'string' && text !== '' ? [{ type, [field]: text }] : [];

const splitters: ReadonlyMap<unknown, (block: JsonObject) => Pieces> = new Map([
  ['text', splitText],
  ['thinking', splitThinking],
  [
    'tool_use',
    (block: JsonObject): Pieces => ({
      start: { ...block, input: {} },
      deltas: [{ type: 'input_json_delta', partial_json: JSON.stringify(block.input ?? {}) }],
    }),
  ],
]);
