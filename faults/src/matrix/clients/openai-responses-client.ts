import { checkResponsesStream } from '@switchyard/testing/grammar';
import type { JsonObject } from '../../json.js';
import { type MatrixClient, TOOL } from './matrix-client.js';
import { readOpenAiError } from './openai-error-reading.js';
import { readSummary } from './read-summary.js';
import { type ErrorReading, ReadingDraft, type UsageReading } from './reading.js';
import { countAt, objectAt, objectsIn, textAt, textOrNull } from './wire-body.js';

/** A client of `/v1/responses`. */
export const openAiResponsesClient: MatrixClient = {
  name: 'openai-responses',
  path: '/v1/responses',
  streamContentType: 'text/event-stream',
  finishReasons: { text: 'completed', tool: 'completed' },
  request: ({ model, prompt, isStream, hasTool }) => ({
    model,
    input: prompt,
    ...(isStream && { stream: true }),
    ...(hasTool && {
      tools: [
        {
          type: 'function',
          name: TOOL.name,
          description: TOOL.description,
          parameters: TOOL.schema,
          strict: false,
        },
      ],
    }),
  }),
  readStream: (text) => readSummary(checkResponsesStream(text), readUsage, readFailure),
  readWhole: (body) => {
    const draft = new ReadingDraft();
    readResponse(draft, objectAt(body, 'the answer'));
    return draft.result();
  },
  readError: readOpenAiError,
};

function readResponse(draft: ReadingDraft, response: JsonObject): void {
  for (const item of objectsIn(response.output)) {
    for (const part of objectsIn(item.content)) draft.say(part.text);
    if (item.type === 'function_call') draft.beginCall(item.name, String(item.arguments));
  }
  draft.finish(String(response.status));
  draft.report(readUsage(response.usage));
  draft.complete();
}

function readFailure(value: unknown): ErrorReading {
  const { message, code } = objectAt(value, 'the error');
  return { message: textAt(message, 'the message of the error'), code: textOrNull(code) };
}

/** The official client and Codex require the nested fields. */
function readUsage(value: unknown): UsageReading | null {
  if (value === undefined || value === null) return null;
  const usage = objectAt(value, 'the usage');
  objectAt(usage.input_tokens_details, 'input_tokens_details');
  objectAt(usage.output_tokens_details, 'output_tokens_details');
  return { inputTokens: countAt(usage.input_tokens), outputTokens: countAt(usage.output_tokens) };
}
