import type { Json } from '../upstreams/json-view.js';
import type { ScriptedAnswer } from './scripted-answer.js';

const PLAIN_USAGE = {
  input_tokens: 9,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  output_tokens: 3,
};

export const messagesEvent = (type: string, fields: object): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;

/** @param content whole blocks, as a message holds them */
export function messagesAnswer(
  content: readonly Json[],
  stopReason = 'end_turn',
  usage: Json = PLAIN_USAGE,
): ScriptedAnswer {
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-sonnet-4-5' };
  const end = { stop_reason: stopReason, stop_sequence: null };
  return {
    whole: { ...message, content, ...end, usage },
    stream: [
      messagesEvent('message_start', {
        message: {
          ...message,
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: { ...usage, output_tokens: 1 },
        },
      }),
      messagesEvent('ping', {}),
      ...content.flatMap(blockEvents),
      messagesEvent('message_delta', { delta: end, usage }),
      messagesEvent('message_stop', {}),
    ].join(''),
    streamType: 'text/event-stream; charset=utf-8',
  };
}

/** How each kind of block begins empty, and what then fills it. */
function blockEvents(block: Json, index: number): string[] {
  const { type, text, thinking, signature, input } = block;
  const delta = (fields: object) => messagesEvent('content_block_delta', { index, delta: fields });
  const start = (empty: object) =>
    messagesEvent('content_block_start', { index, content_block: { ...block, ...empty } });
  const stop = messagesEvent('content_block_stop', { index });
  if (type === 'text') return [start({ text: '' }), delta({ type: 'text_delta', text }), stop];
  if (type === 'thinking')
    return [
      start({ thinking: '', signature: '' }),
      ...(thinking === '' ? [] : [delta({ type: 'thinking_delta', thinking })]),
      delta({ type: 'signature_delta', signature }),
      stop,
    ];
  if (type === 'tool_use')
    return [
      start({ input: {} }),
      delta({ type: 'input_json_delta', partial_json: '' }),
      delta({ type: 'input_json_delta', partial_json: JSON.stringify(input) }),
      stop,
    ];
  return [start({}), stop];
}
