import { checkOllamaChatStream } from '@switchyard/testing/grammar';
import type { JsonObject } from '../../json.js';
import { type MatrixClient, TOOL } from './matrix-client.js';
import { readSummary } from './read-summary.js';
import { type ErrorReading, ReadingDraft, type UsageReading } from './reading.js';
import { countAt, objectAt, objectsIn, textAt } from './wire-body.js';

/** A client of Ollama's `/api/chat`. */
export const ollamaChatClient: MatrixClient = {
  name: 'ollama-chat',
  path: '/api/chat',
  streamContentType: 'application/x-ndjson',
  finishReasons: { text: 'stop', tool: 'stop' },
  request: ({ model, prompt, isStream, hasTool }) => ({
    model,
    messages: [{ role: 'user', content: prompt }],
    stream: isStream,
    ...(hasTool && {
      tools: [
        {
          type: 'function',
          function: { name: TOOL.name, description: TOOL.description, parameters: TOOL.schema },
        },
      ],
    }),
  }),
  readStream: (text) => readSummary(checkOllamaChatStream(text), readUsage, readError),
  readWhole: (body) => {
    const draft = new ReadingDraft();
    readLine(draft, objectAt(body, 'the answer'));
    return draft.result();
  },
  readError,
};

function readLine(draft: ReadingDraft, line: JsonObject): void {
  if (line.error !== undefined) {
    draft.fail(readError(line));
    return;
  }
  const message = objectAt(line.message, 'the message');
  draft.say(message.content);
  for (const call of objectsIn(message.tool_calls)) {
    const { name, arguments: input } = objectAt(call.function, 'the function of a call');
    draft.beginCall(name, JSON.stringify(objectAt(input, 'the arguments')));
  }
  if (line.done !== true) return;
  draft.finish(textAt(line.done_reason, 'done_reason'));
  draft.report(readUsage(line));
  draft.complete();
}

const readUsage = (line: JsonObject): UsageReading => ({
  inputTokens: countAt(line.prompt_eval_count),
  outputTokens: countAt(line.eval_count),
});

function readError(body: unknown): ErrorReading {
  return { message: textAt(objectAt(body, 'the body').error, 'the error'), code: null };
}
