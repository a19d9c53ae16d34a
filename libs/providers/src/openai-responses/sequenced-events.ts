import type { JsonObject } from '../json.js';

/**
 * Numbers the events of one stream in the order in which they are written. The type stands in the data too, because most
 * clients dispatch by that one.
 */
export class SequencedEvents {
  constructor(private next = 0) {}

  write(type: string, fields: JsonObject): string {
    const event = { type, sequence_number: this.next++, ...fields };
    return `event: ${type}\ndata: ${JSON.stringify(event)}\n\n`;
  }
}
