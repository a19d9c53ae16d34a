import { describe, expect, it } from 'vitest';
import { SseSplitter } from '../sse/sse-splitter.js';
import { ResponsesEventReader, readResponsesAnswer } from './read-responses-events.js';
import { synthesizeResponsesStream } from './synthesize-responses-stream.js';

const annotation = { type: 'url_citation', url: 'https://x', title: 't', start_index: 0, end_index: 1 };
const response = {
  id: 'resp_1',
  object: 'response',
  status: 'completed',
  completed_at: 7,
  model: 'm',
  output: [
    {
      id: 'rs_1',
      type: 'reasoning',
      summary: [
        { type: 'summary_text', text: 'a' },
        { type: 'summary_text', text: 'b' },
      ],
      encrypted_content: 's',
    },
    { id: 'ws_1', type: 'web_search_call', status: 'completed', action: { type: 'search', query: 'q' } },
    {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      status: 'completed',
      phase: 'final_answer',
      content: [
        { type: 'output_text', text: 'ab', annotations: [annotation] },
        { type: 'refusal', refusal: 'no' },
      ],
    },
    { id: 'fc_1', type: 'function_call', status: 'completed', call_id: 'c', name: 'f', arguments: '{}' },
    { id: 'ctc_1', type: 'custom_tool_call', status: 'completed', call_id: 'd', name: 'p', input: 'x' },
  ],
  usage: { input_tokens: 1, output_tokens: 2 },
  unknown: { kept: true },
};

const framesOf = (body: Record<string, unknown>) => new SseSplitter().push(synthesizeResponsesStream(body));
const eventsOf = (body: Record<string, unknown>) =>
  framesOf(body).map((frame) => JSON.parse(frame.toString().split('data: ')[1] ?? ''));

describe(synthesizeResponsesStream, () => {
  it('tells everything in the order of a stream', () => {
    const events = eventsOf(response);
    expect(events.map(({ sequence_number: number }) => number)).toEqual(events.map((_event, index) => index));
    expect(events.map(({ type, output_index: index = '' }) => `${type} ${index}`.trim())).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added 0',
      ...[0, 1].flatMap(() => [
        'response.reasoning_summary_part.added 0',
        'response.reasoning_summary_text.delta 0',
        'response.reasoning_summary_text.done 0',
        'response.reasoning_summary_part.done 0',
      ]),
      'response.output_item.done 0',
      'response.output_item.added 1',
      'response.output_item.done 1',
      'response.output_item.added 2',
      'response.content_part.added 2',
      'response.output_text.delta 2',
      'response.output_text.done 2',
      'response.output_text.annotation.added 2',
      'response.content_part.done 2',
      'response.content_part.added 2',
      'response.refusal.delta 2',
      'response.refusal.done 2',
      'response.content_part.done 2',
      'response.output_item.done 2',
      'response.output_item.added 3',
      'response.function_call_arguments.delta 3',
      'response.function_call_arguments.done 3',
      'response.output_item.done 3',
      'response.output_item.added 4',
      'response.custom_tool_call_input.delta 4',
      'response.custom_tool_call_input.done 4',
      'response.output_item.done 4',
      'response.completed',
    ]);
  });

  it('loses nothing of the items and of the response', () => {
    const events = eventsOf(response);
    const items = events.filter(({ type }) => type === 'response.output_item.done').map(({ item }) => item);
    expect(items).toEqual(response.output);
    expect(events.at(-1).response).toEqual(response);
  });

  it('begins with nothing told yet', () => {
    const events = eventsOf(response);
    expect(events[0].response).toMatchObject({
      id: 'resp_1',
      status: 'in_progress',
      output: [],
      usage: null,
    });
    expect(events[0].response).not.toHaveProperty('completed_at');
    const added = events.filter(({ type }) => type === 'response.output_item.added').map(({ item }) => item);
    expect(added).toMatchObject([
      { id: 'rs_1', summary: [] },
      { id: 'ws_1', status: 'in_progress' },
      { id: 'msg_1', content: [], status: 'in_progress' },
      { id: 'fc_1', arguments: '' },
      { id: 'ctc_1', input: '' },
    ]);
  });

  it('is read as the whole answer is', () => {
    const reader = new ResponsesEventReader();
    const read = framesOf(response).flatMap((frame) => reader.read(frame) ?? []);
    expect(read).toEqual(readResponsesAnswer(response));
    expect(reader).toMatchObject({ isComplete: true, error: null });
  });

  it.each([
    ['incomplete', 'response.incomplete'],
    ['failed', 'response.failed'],
    ['queued', 'response.queued'],
    [undefined, 'response.completed'],
  ])('ends an answer that is %s with %s', (status, type) => {
    expect(eventsOf({ ...response, output: [], status }).at(-1)).toMatchObject({ type });
  });
});
