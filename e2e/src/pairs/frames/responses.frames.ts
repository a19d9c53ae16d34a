import { type Json, listOf } from '../upstreams/json-view.js';
import type { ScriptedAnswer, ScriptedCall } from './scripted-answer.js';

export const said = (part: Json): Json => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [part],
});

export const calling = ({ id, name, input }: ScriptedCall, itemId: string): Json => ({
  id: itemId,
  type: 'function_call',
  call_id: id,
  name,
  arguments: JSON.stringify(input),
  status: 'completed',
});

const PLAIN_USAGE = {
  input_tokens: 9,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 3,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 12,
};

type Event = { readonly type: string } & Json;

export function responsesAnswer(output: readonly Json[], end: Json = {}): ScriptedAnswer {
  return answerOf(
    output,
    output.flatMap((item, index) => [
      { type: 'response.output_item.added', output_index: index, item: begun(item) },
      ...piecesOf(item, index),
      { type: 'response.output_item.done', output_index: index, item },
    ]),
    end,
  );
}

/** @param events what stands between the beginning and the end of the stream */
function answerOf(output: readonly Json[], events: readonly Event[], end: Json): ScriptedAnswer {
  const response = {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    model: 'gpt-5.2',
    error: null,
    incomplete_details: null,
    parallel_tool_calls: true,
    tool_choice: 'auto',
    tools: [],
  };
  const whole = { ...response, status: 'completed', output, usage: PLAIN_USAGE, ...end };
  const begin = { ...response, status: 'in_progress', output: [], usage: null };
  const all: Event[] = [
    { type: 'response.created', response: begin },
    { type: 'response.in_progress', response: begin },
    ...events,
    { type: `response.${whole.status}`, response: whole },
  ];
  return {
    whole,
    stream: all
      .map(({ type, ...fields }, position) => {
        const data = JSON.stringify({ type, sequence_number: position, ...fields });
        return `event: ${type}\ndata: ${data}\n\n`;
      })
      .join(''),
    streamType: 'text/event-stream; charset=utf-8',
  };
}

const empty: Readonly<Record<string, Json>> = {
  message: { status: 'in_progress', content: [] },
  reasoning: { summary: [], encrypted_content: '' },
  function_call: { status: 'in_progress', arguments: '' },
};

const begun = (item: Json): Json => ({ ...item, ...empty[String(item.type)] });

function piecesOf(item: Json, index: number): Event[] {
  const at = { item_id: item.id, output_index: index };
  if (item.type === 'function_call')
    return [
      { type: 'response.function_call_arguments.delta', ...at, delta: item.arguments },
      { type: 'response.function_call_arguments.done', ...at, name: item.name, arguments: item.arguments },
    ];
  if (item.type === 'reasoning') return listOf(item.summary).flatMap((part) => summaryPieces(part, at));
  return listOf(item.content).flatMap((part) => contentPieces(part, { ...at, content_index: 0 }));
}

function summaryPieces(part: Json, item: Json): Event[] {
  const at = { ...item, summary_index: 0 };
  return [
    { type: 'response.reasoning_summary_part.added', ...at, part: { ...part, text: '' } },
    { type: 'response.reasoning_summary_text.delta', ...at, delta: part.text },
    { type: 'response.reasoning_summary_text.done', ...at, text: part.text },
    { type: 'response.reasoning_summary_part.done', ...at, part },
  ];
}

function contentPieces(part: Json, at: Json): Event[] {
  const isRefusal = part.type === 'refusal';
  const field = isRefusal ? 'refusal' : 'text';
  const kind = isRefusal ? 'response.refusal' : 'response.output_text';
  const logprobs = isRefusal ? {} : { logprobs: [] };
  return [
    { type: 'response.content_part.added', ...at, part: { ...part, [field]: '' } },
    { type: `${kind}.delta`, ...at, delta: part[field], ...logprobs },
    { type: `${kind}.done`, ...at, [field]: part[field], ...logprobs },
    { type: 'response.content_part.done', ...at, part },
  ];
}

export const responsesFailure = (message: string): string => {
  const error = { code: 'server_error', message };
  const response = { id: 'resp_1', object: 'response', created_at: 1, model: 'gpt-5.2', output: [], error };
  const data = { type: 'response.failed', sequence_number: 99, response: { ...response, status: 'failed' } };
  return `event: response.failed\ndata: ${JSON.stringify(data)}\n\n`;
};

/** All items begin before the first is done, and their arguments come in turns. */
export function interleavedItems(calls: readonly ScriptedCall[]): ScriptedAnswer {
  const items = calls.map((call, index) => calling(call, `fc_${index}`));
  const each = (toEvent: (item: Json, index: number) => Event): Event[] => items.map(toEvent);
  const piece =
    (from: number, to?: number) =>
    (item: Json, index: number): Event => ({
      type: 'response.function_call_arguments.delta',
      item_id: item.id,
      output_index: index,
      delta: String(item.arguments).slice(from, to),
    });
  const events = [
    ...each((item, index) => ({
      type: 'response.output_item.added',
      output_index: index,
      item: begun(item),
    })),
    ...each(piece(0, 4)),
    ...each(piece(4)),
    ...each((item, index) => ({
      type: 'response.function_call_arguments.done',
      item_id: item.id,
      output_index: index,
      name: item.name,
      arguments: item.arguments,
    })),
    ...each((item, index) => ({ type: 'response.output_item.done', output_index: index, item })),
  ];
  return answerOf(items, events, {});
}
