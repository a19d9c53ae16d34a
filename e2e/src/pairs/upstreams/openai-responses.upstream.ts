import {
  calling,
  interleavedItems,
  responsesAnswer,
  responsesFailure,
  said,
} from '../frames/responses.frames.js';
import { choiceIn, imageOf, type Json, jsonOf, listOf, parse, textsOf } from './json-view.js';
import type { Said, Seen, UpstreamUnderTest } from './upstream-under-test.js';

export const openAiResponsesUpstream: UpstreamUnderTest = {
  name: 'OpenAI Responses',
  endpointType: 'openai_responses',
  model: 'gpt-5.2',
  knowsStop: false,
  knowsToolChoice: true,
  mockIsLaxAt: '/v1/responses',
  see,
  scripted: {
    usage: {
      answer: responsesAnswer([said({ type: 'output_text', text: 'Hi there', annotations: [] })], {
        usage: {
          input_tokens: 100,
          input_tokens_details: { cached_tokens: 30, cache_write_tokens: 20 },
          output_tokens: 50,
          output_tokens_details: { reasoning_tokens: 40 },
          total_tokens: 150,
        },
      }),
      counts: { input: 100, cacheRead: 30, cacheWrite: 20, output: 50, reasoning: 40 },
    },
    text: (text) => responsesAnswer([said({ type: 'output_text', text, annotations: [] })]),
    errorEvent: responsesFailure,
    cutOff: (text) =>
      responsesAnswer([said({ type: 'output_text', text, annotations: [] })], {
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
      }),
    reasoning: (thought, text) =>
      responsesAnswer([
        { id: 'rs_1', type: 'reasoning', summary: [{ type: 'summary_text', text: thought }] },
        said({ type: 'output_text', text, annotations: [] }),
      ]),
    refusal: (refusal) =>
      responsesAnswer([said({ type: 'refusal', refusal })], {
        status: 'incomplete',
        incomplete_details: { reason: 'content_filter' },
      }),
    sealed: {
      answer: responsesAnswer([
        {
          id: 'rs_0f3a',
          type: 'reasoning',
          summary: [{ type: 'summary_text', text: 'I need the weather.' }],
          encrypted_content: 'gAAAAABo+/==opaque',
        },
        calling({ id: 'call_1', name: 'get_weather', input: { city: 'Bern' } }, 'fc_1'),
      ]),
      seals: ['gAAAAABo+/==opaque', 'rs_0f3a'],
      sealsIn: ({ input }) =>
        listOf(input)
          .filter(({ type }) => type === 'reasoning')
          .flatMap(({ encrypted_content: seal, id }) => [seal, id]),
    },
    interleavedCalls: interleavedItems,
  },
};

function see(body: Json): Seen {
  const items = typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : listOf(body.input);
  const calls = items.filter(({ type }: Json) => type === 'function_call');
  const names = new Map(calls.map(({ call_id: id, name }: Json) => [id, name]));
  const isSystem = ({ role }: Json): boolean => role === 'system' || role === 'developer';
  return {
    system: [body.instructions ?? [], ...items.filter(isSystem).map(({ content }: Json) => content)]
      .flatMap(textsOf)
      .join('\n\n'),
    said: items.filter((item) => !isSystem(item)).flatMap((item) => saidIn(item, names)),
    tools: listOf(body.tools).map(({ name, parameters }) => ({ name: String(name), schema: parameters })),
    toolChoice: choiceIn(body.tool_choice, jsonOf(body.tool_choice).name),
    schema: jsonOf(jsonOf(body.text).format).schema ?? null,
    stop: [],
    maxTokens: body.max_output_tokens,
    temperature: body.temperature,
    wantsThinking: body.reasoning !== undefined,
  };
}

function saidIn(item: Json, names: ReadonlyMap<unknown, unknown>): Said[] {
  const { type, role, content, name, arguments: input, call_id: id, output } = item;
  if (type === 'function_call') return [{ call: String(name), input: parse(input) }];
  if (type === 'function_call_output')
    return [{ result: String(names.get(id)), text: textsOf(output).join('') }];
  if (role === 'assistant') return textsOf(content).map((assistant) => ({ assistant }));
  if (role !== 'user') return [];
  if (typeof content === 'string') return [{ user: content }];
  return listOf(content).map((part) =>
    part.type === 'input_text' ? { user: String(part.text) } : { image: imageOf(part.image_url) },
  );
}
