import type { JsonObject } from '../../json.js';
import { type MatrixClient, TOOL } from './matrix-client.js';
import { readOpenAiError } from './openai-error-reading.js';
import { type ErrorReading, type Reading, ReadingDraft, type UsageReading } from './reading.js';
import { readSseEvents } from './sse-events.js';
import { countAt, objectAt, objectsIn, parseObject, textAt, textOrNull } from './wire-body.js';

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
  readStream,
  readWhole: (body) => {
    const draft = new ReadingDraft();
    readResponse(draft, objectAt(body, 'the answer'));
    return draft.result();
  },
  readError: readOpenAiError,
};

function readStream(text: string): Reading {
  const draft = new ReadingDraft();
  let error: ErrorReading | null = null;
  for (const { event, data } of readSseEvents(text)) {
    draft.open();
    const fields = parseObject(data);
    if (event !== fields.type) throw new Error(`an event named ${event} says it is ${fields.type}`);
    if (error && event !== 'response.failed') throw new Error('it goes on after its error');
    // It may stand alone, or be followed by the response that failed.
    if (event === 'error') error = readFailure(fields);
    readers[textAt(fields.type, 'the type of an event')]?.(draft, fields);
  }
  if (error && !draft.isEnded) draft.fail(error);
  return draft.result();
}

/** What a client heeds; other events only repeat it or prepare for it. */
const readers: Readonly<Record<string, (draft: ReadingDraft, event: JsonObject) => void>> = {
  'response.output_text.delta': (draft, { delta }) => draft.say(delta),
  'response.output_item.added': (draft, { item }) => {
    const { type, name } = objectAt(item, 'an item');
    if (type === 'function_call') draft.beginCall(name);
  },
  'response.function_call_arguments.delta': (draft, { delta }) => draft.continueCall(delta),
  // Some servers send no deltas.
  'response.function_call_arguments.done': (draft, event) => draft.completeCall(String(event.arguments)),
  'response.completed': (draft, { response }) => {
    const { status, usage } = objectAt(response, 'the response');
    draft.finish(String(status));
    draft.report(readUsage(usage));
    draft.complete();
  },
  'response.failed': (draft, { response }) =>
    draft.fail(readFailure(objectAt(response, 'the response').error)),
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
