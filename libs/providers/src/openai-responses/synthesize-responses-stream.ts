import type { JsonObject } from '../json.js';
import { addItem, endItem, type ItemPlace, itemEvent } from './open-item.js';
import { objectsOf } from './output-item-reader.js';
import { SequencedEvents } from './sequenced-events.js';

/** How a stream tells of an answer with this status last. */
const lastEventByStatus = new Map<unknown, string>([
  ['incomplete', 'response.incomplete'],
  ['failed', 'response.failed'],
  ['cancelled', 'response.failed'],
  ['queued', 'response.queued'],
  ['in_progress', 'response.in_progress'],
]);

/**
 * A stream made from a whole response, for a client that asked for one where the endpoint gave none. Every item and the
 * response itself come at their ends as the endpoint made them, so nothing is lost; the words are told as deltas too.
 */
export function synthesizeResponsesStream(response: JsonObject): Buffer {
  const events = new SequencedEvents();
  const { completed_at: _completedAt, ...rest } = response;
  const begun = { ...rest, status: 'in_progress', output: [], usage: null, incomplete_details: null };
  const last = lastEventByStatus.get(response.status) ?? 'response.completed';
  return Buffer.from(
    [
      events.write('response.created', { response: begun }),
      events.write('response.in_progress', { response: begun }),
      ...objectsOf(response.output).map((item, outputIndex) =>
        writeItem({ events, outputIndex, itemId: String(item.id ?? '') }, item),
      ),
      events.write(last, { response }),
    ].join(''),
  );
}

type Growing = { readonly empty: JsonObject; write(place: ItemPlace, item: JsonObject): string };

/** For each type of item that grows: how it looks before it has, and the events by which it does. */
const growingItems = new Map<unknown, Growing>(
  Object.entries({
    message: {
      empty: { content: [] },
      write: (place, { content }) =>
        writeEach(content, (part, index) => writePart(place, part, { content_index: index })),
    },
    reasoning: {
      empty: { summary: [] },
      write: (place, { summary }) =>
        writeEach(summary, (part, index) => writeSummary(place, part, { summary_index: index })),
    },
    function_call: {
      empty: { arguments: '' },
      write: (place, { name, arguments: text }) =>
        writeText(place, 'response.function_call_arguments', 'arguments', text, {}, { name }),
    },
    custom_tool_call: {
      empty: { input: '' },
      write: (place, { input }) => writeText(place, 'response.custom_tool_call_input', 'input', input, {}),
    },
  }),
);

const writeEach = (parts: unknown, write: (part: JsonObject, index: number) => string): string =>
  objectsOf(parts).map(write).join('');

function writeItem(place: ItemPlace, item: JsonObject): string {
  const growing = growingItems.get(item.type);
  const begun = { ...item, ...growing?.empty, ...(item.status !== undefined && { status: 'in_progress' }) };
  return addItem(place, begun) + (growing?.write(place, item) ?? '') + endItem(place, item);
}

function writePart(place: ItemPlace, part: JsonObject, at: JsonObject): string {
  const isRefusal = part.type === 'refusal';
  const field = isRefusal ? 'refusal' : 'text';
  const empty = { ...part, [field]: '', ...(part.annotations !== undefined && { annotations: [] }) };
  return [
    itemEvent(place, 'response.content_part.added', { ...at, part: empty }),
    isRefusal
      ? writeText(place, 'response.refusal', field, part[field], at)
      : writeText(place, 'response.output_text', field, part[field], {
          ...at,
          logprobs: part.logprobs ?? [],
        }),
    ...objectsOf(part.annotations).map((annotation, index) =>
      itemEvent(place, 'response.output_text.annotation.added', {
        ...at,
        annotation_index: index,
        annotation,
      }),
    ),
    itemEvent(place, 'response.content_part.done', { ...at, part }),
  ].join('');
}

const writeSummary = (place: ItemPlace, part: JsonObject, at: JsonObject): string =>
  [
    itemEvent(place, 'response.reasoning_summary_part.added', { ...at, part: { ...part, text: '' } }),
    writeText(place, 'response.reasoning_summary_text', 'text', part.text, at),
    itemEvent(place, 'response.reasoning_summary_part.done', { ...at, part }),
  ].join('');

/** A text that comes all at once: one delta, unless there is nothing to tell, and its end. */
function writeText(
  place: ItemPlace,
  event: string,
  field: string,
  text: unknown,
  fields: JsonObject,
  fieldsOfEnd: JsonObject = {},
): string {
  const delta = text ? itemEvent(place, `${event}.delta`, { delta: text, ...fields }) : '';
  return delta + itemEvent(place, `${event}.done`, { [field]: text ?? '', ...fields, ...fieldsOfEnd });
}
