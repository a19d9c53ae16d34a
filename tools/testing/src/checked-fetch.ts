import {
  checkAnthropicStream,
  checkOllamaChatStream,
  checkOllamaGenerateStream,
  checkOpenAiChatStream,
  checkOpenAiCompletionsStream,
  checkResponsesStream,
  type OpenAiStreamOptions,
} from './grammar/index.js';

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

type Check = (text: string, options: OpenAiStreamOptions) => unknown;

/** The grammar of the streams under a path. The first that fits holds. */
const checks: readonly (readonly [path: RegExp, check: Check])[] = [
  [/\/chat\/completions/, checkOpenAiChatStream],
  [/\/completions/, checkOpenAiCompletionsStream],
  [/\/responses/, checkResponsesStream],
  [/\/messages/, checkAnthropicStream],
  [/\/api\/chat$/, checkOllamaChatStream],
  [/\/api\/generate$/, checkOllamaGenerateStream],
];

const STREAM_TYPE = /^(text\/event-stream|application\/x-ndjson)/;

/**
 * A fetch whose streams are checked by the grammar of their path while they are read: one that breaks a rule ends with a
 * StreamGrammarError instead of its end. One that its reader leaves early, as SDKs do at an error, is not checked.
 */
export const checking =
  (send: Fetch): Fetch =>
  async (input, init) => {
    const response = await send(input, init);
    if (!response.body || !STREAM_TYPE.test(response.headers.get('content-type') ?? '')) return response;
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const options = { includeUsage: asksForUsage(init?.body) };
    const check = checkOf(pathname);
    return new Response(response.body.pipeThrough(endChecked((text) => check(text, options))), response);
  };

export const checkedFetch: Fetch = checking((input, init) => fetch(input, init));

function checkOf(pathname: string): Check {
  const found = checks.find(([path]) => path.test(pathname));
  if (!found) throw new Error(`no grammar is known for the stream at ${pathname}`);
  return found[1];
}

function asksForUsage(body: unknown): boolean {
  if (typeof body !== 'string') return false;
  const { stream_options: options } = JSON.parse(body) as { stream_options?: { include_usage?: boolean } };
  return options?.include_usage === true;
}

/** Passes bytes on as they come, and checks the whole of them, which has to be UTF-8, before it ends. */
function endChecked(check: (text: string) => unknown): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  return new TransformStream({
    transform(bytes, controller) {
      text += decoder.decode(bytes, { stream: true });
      controller.enqueue(bytes);
    },
    flush: () => void check(text + decoder.decode()),
  });
}
