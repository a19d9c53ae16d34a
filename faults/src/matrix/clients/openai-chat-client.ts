import { checkOpenAiChatStream } from '@switchyard/testing/grammar';
import type { JsonObject } from '../../json.js';
import { type MatrixClient, TOOL } from './matrix-client.js';
import { readOpenAiError } from './openai-error-reading.js';
import { readSummary } from './read-summary.js';
import { type Reading, ReadingDraft, type UsageReading } from './reading.js';
import { countAt, objectAt, objectsIn } from './wire-body.js';

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
  readStream: (text) =>
    readSummary(checkOpenAiChatStream(text, { includeUsage: true }), readUsage, (error) =>
      readOpenAiError({ error }),
    ),
  readWhole,
  readError: readOpenAiError,
};

function readMessage(draft: ReadingDraft, message: JsonObject): void {
  draft.say(message.content);
  for (const call of objectsIn(message.tool_calls)) {
    const { name, arguments: argumentsText } = objectAt(call.function, 'the function of a call');
    draft.beginCall(name, String(argumentsText));
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
