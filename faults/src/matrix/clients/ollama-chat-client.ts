import type { JsonObject } from '../../json.js';
import { type MatrixClient, TOOL } from './matrix-client.js';
import { type ErrorReading, type Reading, ReadingDraft } from './reading.js';
import { countAt, objectAt, objectsIn, parseObject, textAt } from './wire-body.js';

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
  readStream,
  readWhole: (body) => {
    const draft = new ReadingDraft();
    readLine(draft, objectAt(body, 'the answer'));
    return draft.result();
  },
  readError,
};

function readStream(text: string): Reading {
  if (!text.endsWith('\n')) throw new Error('its last line has no end');
  const draft = new ReadingDraft();
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    draft.open();
    readLine(draft, parseObject(line));
  }
  return draft.result();
}

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
  draft.report({
    inputTokens: countAt(line.prompt_eval_count),
    outputTokens: countAt(line.eval_count),
  });
  draft.complete();
}

function readError(body: unknown): ErrorReading {
  return { message: textAt(objectAt(body, 'the body').error, 'the error'), code: null };
}
