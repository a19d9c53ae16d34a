/** What becomes of it at a kind of endpoint: a 400, or a note like this beside the answer. */
export type Outcome = 'refused' | RegExp;

/** A request with something in it that some kinds of endpoints have no place for. */
export type NotCarried = {
  readonly title: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** By kind of endpoint; those that are not named take it as it is. */
  readonly on: Readonly<Record<string, Outcome>>;
};

const user = { role: 'user', content: 'Hello' };
const chat = { messages: [user] };
const messages = { max_tokens: 100, messages: [user] };
const everywhere = (outcome: Outcome) => ({ openai_responses: outcome, anthropic: outcome, ollama: outcome });
const notAnthropic = (outcome: Outcome) => ({ openai: outcome, openai_responses: outcome, ollama: outcome });
const notResponses = (outcome: Outcome) => ({ openai: outcome, anthropic: outcome, ollama: outcome });
const notOllama = (outcome: Outcome) => ({ openai: outcome, openai_responses: outcome, anthropic: outcome });
const aTool = { type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } };
const part = (fields: object) => ({ messages: [{ role: 'user', content: [fields] }] });

const ofChat: readonly [string, object, Record<string, Outcome>][] = [
  ['two answers', { ...chat, n: 2 }, everywhere('refused')],
  [
    'sound',
    part({ type: 'input_audio', input_audio: { data: 'aGk=', format: 'wav' } }),
    everywhere('refused'),
  ],
  ['a file', part({ type: 'file', file: { file_id: 'file-1' } }), everywhere('refused')],
  ['a spoken answer', { ...chat, modalities: ['text', 'audio'] }, everywhere('refused')],
  [
    'a tool of free text',
    { ...chat, tools: [{ type: 'custom', custom: { name: 'f' } }] },
    everywhere('refused'),
  ],
  ['logprobs', { ...chat, logprobs: true }, everywhere(/dropped.*logprobs/)],
  ['a bias', { ...chat, logit_bias: { 5: 1 } }, everywhere(/dropped.*logit_bias/)],
  ['a seed', { ...chat, seed: 7 }, { openai_responses: /dropped.*seed/, anthropic: /dropped.*seed/ }],
  [
    'penalties',
    { ...chat, presence_penalty: 0.5, frequency_penalty: 0.5 },
    {
      openai_responses: /dropped.*presence_penalty, frequency_penalty/,
      anthropic: /dropped.*presence_penalty, frequency_penalty/,
    },
  ],
  [
    'calls one at a time',
    { ...chat, tools: [aTool], parallel_tool_calls: false },
    { ollama: /one tool call at a time was dropped/ },
  ],
  [
    'an image by its address',
    part({ type: 'image_url', image_url: { url: 'https://a.example/b.png' } }),
    { ollama: 'refused' },
  ],
  ['a field of tomorrow', { ...chat, of_tomorrow: true }, everywhere(/dropped.*of_tomorrow/)],
  ['a user', { ...chat, user: 'u-1' }, { ollama: /end user was dropped/ }],
];

const ofCompletions: readonly [string, object, Record<string, Outcome>][] = [
  ['several prompts', { prompt: ['a', 'b'] }, everywhere('refused')],
  ['a prompt of tokens', { prompt: [1, 2] }, everywhere('refused')],
  ['an echo', { prompt: 'a', echo: true }, everywhere('refused')],
  ['a suffix', { prompt: 'a', suffix: 'z' }, everywhere('refused')],
  ['the best of several', { prompt: 'a', best_of: 3 }, everywhere('refused')],
  ['logprobs', { prompt: 'a', logprobs: 3 }, everywhere(/dropped.*logprobs/)],
];

const ofMessages: readonly [string, object, Record<string, Outcome>][] = [
  [
    'a document',
    {
      ...messages,
      ...part({ type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'a' } }),
    },
    notAnthropic('refused'),
  ],
  [
    'nothing but a tool of its provider',
    { ...messages, tools: [{ type: 'web_search_20250305', name: 'web_search' }] },
    notAnthropic('refused'),
  ],
  [
    'a tool of its provider beside others',
    {
      ...messages,
      tools: [
        { type: 'web_search_20250305', name: 'web_search' },
        { name: 'f', input_schema: { type: 'object', properties: {} } },
      ],
    },
    notAnthropic(/dropped.*tools\.web_search_20250305/),
  ],
  [
    'a mark for the cache',
    { ...messages, system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }] },
    notAnthropic(/dropped.*cache_control/),
  ],
  ['top_k', { ...messages, top_k: 5 }, { openai: /top_k was dropped/, openai_responses: /dropped.*top_k/ }],
  [
    'servers of tools',
    { ...messages, mcp_servers: [{ type: 'url', url: 'https://a.example' }] },
    notAnthropic(/dropped.*mcp_servers/),
  ],
  ['no thinking', { ...messages, thinking: { type: 'disabled' } }, { openai: /no thinking was dropped/ }],
  [
    'a budget for thinking',
    { ...messages, max_tokens: 4_000, thinking: { type: 'enabled', budget_tokens: 2_000 } },
    { ollama: /budget for thinking was dropped/ },
  ],
];

const ofResponses: readonly [string, object, Record<string, Outcome>][] = [
  ['an earlier response', { input: 'a', previous_response_id: 'resp_1' }, notResponses('refused')],
  ['a stored conversation', { input: 'a', conversation: 'conv_1' }, notResponses('refused')],
  ['a stored prompt', { input: 'a', prompt: { id: 'pmpt_1' } }, notResponses('refused')],
  ['an answer in the background', { input: 'a', background: true }, notResponses('refused')],
  ['a reference to an item', { input: [{ type: 'item_reference', id: 'msg_1' }] }, notResponses('refused')],
  [
    'a file',
    { input: [{ role: 'user', content: [{ type: 'input_file', file_id: 'file-1' }] }] },
    notResponses('refused'),
  ],
  [
    'nothing but a tool of its provider',
    { input: 'a', tools: [{ type: 'web_search' }] },
    notResponses('refused'),
  ],
  [
    'a tool of its provider beside others',
    { input: 'a', tools: [{ type: 'web_search' }, { type: 'function', name: 'f', parameters: {} }] },
    notResponses(/dropped.*tools\.web_search/),
  ],
  ['keeping it', { input: 'a', store: true }, notResponses(/dropped.*store/)],
  [
    'verbosity',
    { input: 'a', text: { verbosity: 'low' } },
    { anthropic: /dropped.*verbosity/, ollama: /dropped.*verbosity/ },
  ],
  ['a limit of calls', { input: 'a', max_tool_calls: 3 }, notResponses(/dropped.*max_tool_calls/)],
];

const ofOllama: readonly [string, object, Record<string, Outcome>][] = [
  ['how long to stay loaded', { ...chat, keep_alive: '5m', stream: false }, notOllama(/dropped.*keep_alive/)],
  [
    'a size of context',
    { ...chat, options: { num_ctx: 8192 }, stream: false },
    notOllama(/dropped.*options\.num_ctx/),
  ],
];

const ofOllamaPrompts: readonly [string, object, Record<string, Outcome>][] = [
  ['an end to fill up to', { prompt: 'a', suffix: 'z', stream: false }, notOllama(/dropped.*suffix/)],
  ['a template', { prompt: 'a', template: '{{ .Prompt }}', stream: false }, notOllama(/dropped.*template/)],
];

const byPath = {
  '/v1/chat/completions': ofChat,
  '/v1/completions': ofCompletions,
  '/v1/messages': ofMessages,
  '/v1/responses': ofResponses,
  '/api/chat': ofOllama,
  '/api/generate': ofOllamaPrompts,
};

export const notCarried: readonly NotCarried[] = Object.entries(byPath).flatMap(([path, rows]) =>
  rows.map(([title, body, on]) => ({ title, path, body: body as NotCarried['body'], on })),
);
