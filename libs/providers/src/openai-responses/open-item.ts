import type { JsonObject } from '../json.js';
import type { ItemStatus } from './output-items.js';
import type { SequencedEvents } from './sequenced-events.js';

/** Where an item stands in its stream, and what writes its events. */
export type ItemPlace = {
  readonly events: SequencedEvents;
  readonly outputIndex: number;
  readonly itemId: string;
};

/** An item of a stream that is still being written. */
export interface OpenItem {
  readonly outputIndex: number;
  /** The events that end it, for a status of `completed` or `incomplete`. */
  close(status: ItemStatus): string;
  /** The item as it stands. */
  item(status: ItemStatus): JsonObject;
}

export const addItem = ({ events, outputIndex }: ItemPlace, item: JsonObject): string =>
  events.write('response.output_item.added', { output_index: outputIndex, item });

export const endItem = ({ events, outputIndex }: ItemPlace, item: JsonObject): string =>
  events.write('response.output_item.done', { output_index: outputIndex, item });

/** An event about a piece of an item. */
export const itemEvent = (
  { events, outputIndex, itemId }: ItemPlace,
  type: string,
  fields: JsonObject,
): string => events.write(type, { item_id: itemId, output_index: outputIndex, ...fields });
