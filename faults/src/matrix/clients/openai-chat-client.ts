import type { JsonObject } from '../../json.js';
import { type MatrixClient, TOOL } from './matrix-client.js';
import { readOpenAiError } from './openai-error-reading.js';
import { type Reading, ReadingDraft, type UsageReading } from './reading.js';
import { readSseEvents } from './sse-events.js';
import { countAt, objectAt, objectsIn, parseObject } from './wire-body.js';

/** A client of `/v1/chat/completions`. */
export const openAiChatClient: MatrixClient = {
  name: 'openai-chat',
  path: '/v1/chat/completions',
  streamContentType: 'text/event-stream',
  finishReasons: { text: 'stop', tool: 'tool_calls' },
  request: ({ model, prompt, isStream, hasTool }) => ({
    model,
    messages: [{ role: 'user', content: prompt }],
    ...(isStream && { stream: true, stream_options: { include_usage: true } }),
    ...(hasTool && {
      tools: [
        {
          type: 'function',
          function: { name: TOOL.name, description: TOOL.description, parameters: TOOL.schema },
        },
      ],
    }),
  }),
  readStream,
  readWhole,
  readError: readOpenAiError,
};

function readStream(text: string): Reading {
  const draft = new ReadingDraft();
  for (const { data } of readSseEvents(text)) {
    draft.open();
    if (data === '[DONE]') draft.complete();
    else readChunk(draft, parseObject(data));
  }
  return draft.result();
}

function readChunk(draft: ReadingDraft, chunk: JsonObject): void {
  if (chunk.error) {
    draft.fail(readOpenAiError(chunk));
    return;
  }
  draft.report(readUsage(chunk.usage));
  for (const choice of objectsIn(chunk.choices)) {
    readMessage(draft, objectAt(choice.delta, 'a delta'));
    if (typeof choice.finish_reason === 'string') draft.finish(choice.finish_reason);
  }
}

function readMessage(draft: ReadingDraft, message: JsonObject): void {
  draft.say(message.content);
  for (const call of objectsIn(message.tool_calls)) {
    const { name, arguments: argumentsText } = objectAt(call.function, 'the function of a call');
    if (name) draft.beginCall(name);
    draft.continueCall(argumentsText);
  }
}

function readWhole(body: unknown): Reading {
  const answer = objectAt(body, 'the answer');
  const [choice] = objectsIn(answer.choices);
  const draft = new ReadingDraft();
  readMessage(draft, objectAt(choice?.message, 'the message'));
  draft.finish(String(choice?.finish_reason));
  draft.report(readUsage(answer.usage));
  draft.complete();
  return draft.result();
}

function readUsage(usage: unknown): UsageReading | null {
  if (usage === undefined || usage === null) return null;
  const { prompt_tokens: input, completion_tokens: output } = objectAt(usage, 'the usage');
  return { inputTokens: countAt(input), outputTokens: countAt(output) };
}
