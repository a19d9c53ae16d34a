import { OpenAiError } from './openai-error.js';

export const DEMO_MODEL = 'demo';

/** A message with its text parts joined; images and the like are ignored. */
export type ChatMessage = { readonly role: string; readonly text: string };

export type ChatRequest = {
  readonly messages: readonly ChatMessage[];
  readonly isStream: boolean;
  readonly isUsageWanted: boolean;
};

type Fields = Readonly<Record<string, unknown>>;

/** Reads the part of a chat completion request that the demo heeds; throws `OpenAiError` for what cannot be one. */
export function parseChatRequest(body: unknown): ChatRequest {
  if (!isObject(body)) throw new OpenAiError(400, 'The request body must be a JSON object.');
  requireDemoModel(body.model);
  const options = isObject(body.stream_options) ? body.stream_options : {};
  return {
    messages: parseMessages(body.messages),
    isStream: parseFlag(body.stream, 'stream'),
    isUsageWanted: parseFlag(options.include_usage, 'stream_options.include_usage'),
  };
}

function requireDemoModel(model: unknown): void {
  if (typeof model !== 'string' || model === '') {
    throw new OpenAiError(400, 'You must provide a model parameter.', { param: 'model' });
  }
  if (model === DEMO_MODEL) return;
  const problem = `The model '${model.slice(0, 100)}' does not exist here: this endpoint only has '${DEMO_MODEL}'.`;
  throw new OpenAiError(404, problem, { param: 'model', code: 'model_not_found' });
}

function parseMessages(messages: unknown): ChatMessage[] {
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new OpenAiError(400, "'messages' must be an array with at least one message.", {
      param: 'messages',
    });
  }
  return messages.map((message: unknown, index) => {
    if (isObject(message) && typeof message.role === 'string') {
      return { role: message.role, text: textOf(message.content) };
    }
    throw new OpenAiError(400, 'Each message must be an object with a role.', {
      param: `messages[${index}]`,
    });
  });
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .filter((part) => isObject(part) && typeof part.text === 'string')
    .map((part: { text: string }) => part.text)
    .join('\n');
}

function parseFlag(value: unknown, param: string): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  throw new OpenAiError(400, `'${param}' must be a boolean.`, { param });
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
