import { chatChunk, DONE, sseData, usageChunk } from '@switchyard/testing';
import type { Json } from '../upstreams/json-view.js';
import type { ScriptedAnswer, ScriptedCall } from './scripted-answer.js';

const PLAIN_USAGE = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };

/** @param deltas whose strings make up the message */
export function chatAnswer(
  deltas: readonly Json[],
  finishReason = 'stop',
  usage: object = PLAIN_USAGE,
): ScriptedAnswer {
  const message = Object.assign({ role: 'assistant', content: null, refusal: null }, ...deltas);
  const choices = [{ index: 0, message, finish_reason: finishReason }];
  return {
    whole: { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'gpt-5.2', choices, usage },
    stream: [
      chatChunk({ role: 'assistant', content: '' }),
      ...deltas.map((delta) => chatChunk(delta)),
      chatChunk({}, finishReason),
      usageChunk(usage),
      DONE,
    ].join(''),
    streamType: 'text/event-stream',
    toPrompt: completion(String(message.content ?? message.refusal), finishReason, usage),
  };
}

export function completion(text: string, finishReason: string, usage: object) {
  const head = { id: 'cmpl-1', object: 'text_completion', created: 1, model: 'gpt-5.2' };
  const choice = (words: string, reason: string | null) => ({
    choices: [{ index: 0, text: words, finish_reason: reason, logprobs: null }],
  });
  const pieces = [choice(text, null), choice('', finishReason), { choices: [], usage }];
  return {
    whole: { ...head, ...choice(text, finishReason), usage },
    stream: pieces.map((piece) => sseData({ ...head, ...piece })).join('') + DONE,
  };
}

/** Pieces of all calls in turns, as servers send them that decode several calls at once. */
export function interleavedChatCalls(calls: readonly ScriptedCall[]): ScriptedAnswer {
  const texts = calls.map(({ input }) => JSON.stringify(input));
  const delta = (index: number, fields: object) => chatChunk({ tool_calls: [{ index, ...fields }] });
  const piece = (index: number, text: string) => delta(index, { function: { arguments: text } });
  const toolCalls = calls.map(({ id, name }, index) => ({
    id,
    type: 'function',
    function: { name, arguments: texts[index] },
  }));
  const { whole, streamType } = chatAnswer([{ tool_calls: toolCalls }], 'tool_calls');
  return {
    whole,
    stream: [
      chatChunk({ role: 'assistant', content: null }),
      ...calls.map(({ id, name }, index) =>
        delta(index, { id, type: 'function', function: { name, arguments: '' } }),
      ),
      ...texts.map((text, index) => piece(index, text.slice(0, 4))),
      ...texts.map((text, index) => piece(index, text.slice(4))),
      chatChunk({}, 'tool_calls'),
      usageChunk(PLAIN_USAGE),
      DONE,
    ].join(''),
    streamType,
  };
}
