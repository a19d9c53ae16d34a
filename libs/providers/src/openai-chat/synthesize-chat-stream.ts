import { isJsonObject, type JsonObject } from '../json.js';
import { encodeSseData } from '../sse/sse-frame.js';
import { DONE_FRAME } from './chat-stream-observer.js';

/** A stream made from a whole answer, for a client that asked for one where the endpoint gave none. */
export function synthesizeChatStream(answer: JsonObject, wantsUsage: boolean): Buffer[] {
  const { choices, usage, object: _object, ...shared } = answer;
  const chunk = (parts: JsonObject): Buffer =>
    encodeSseData({ ...shared, object: 'chat.completion.chunk', ...parts });
  const frames: Buffer[] = [];
  for (const choice of Array.isArray(choices) ? choices.filter(isJsonObject) : []) {
    const { message, finish_reason: finishReason, index = 0, ...rest } = choice;
    frames.push(chunk({ choices: [{ ...rest, index, delta: toDelta(message), finish_reason: null }] }));
    frames.push(chunk({ choices: [{ index, delta: {}, finish_reason: finishReason ?? 'stop' }] }));
  }
  if (wantsUsage && usage) frames.push(chunk({ choices: [], usage }));
  return [...frames, DONE_FRAME];
}

/** In a delta each tool call carries its index; everything else stands as in a message. */
function toDelta(message: unknown): JsonObject {
  if (!isJsonObject(message)) return { role: 'assistant' };
  if (!Array.isArray(message.tool_calls)) return message;
  return { ...message, tool_calls: message.tool_calls.map((call, index) => ({ index, ...call })) };
}
