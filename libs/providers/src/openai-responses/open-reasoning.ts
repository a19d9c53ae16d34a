import type { JsonObject } from '../json.js';
import { addItem, endItem, type ItemPlace, itemEvent, type OpenItem } from './open-item.js';
import { reasoningItem } from './reasoning-items.js';

/** Reasoning in a stream: one part of a summary, where there is any to show, and the seal at the end. */
export class OpenReasoning implements OpenItem {
  private text = '';
  private encryptedContent: string | null = null;

  constructor(private readonly place: ItemPlace) {}

  get outputIndex(): number {
    return this.place.outputIndex;
  }

  get itemId(): string {
    return this.place.itemId;
  }

  open(): string {
    return addItem(this.place, this.item());
  }

  append(text: string): string {
    const begun = this.text === '' ? this.partEvent('part.added', { part: summaryPart('') }) : '';
    this.text += text;
    return begun + this.partEvent('text.delta', { delta: text });
  }

  seal(encryptedContent: string): void {
    this.encryptedContent = encryptedContent;
  }

  close(): string {
    return this.endPart() + endItem(this.place, this.item());
  }

  item(): JsonObject {
    return reasoningItem(this.place.itemId, this.text, this.encryptedContent);
  }

  private endPart(): string {
    const { text } = this;
    if (text === '') return '';
    return this.partEvent('text.done', { text }) + this.partEvent('part.done', { part: summaryPart(text) });
  }

  private partEvent(name: string, fields: JsonObject): string {
    return itemEvent(this.place, `response.reasoning_summary_${name}`, { summary_index: 0, ...fields });
  }
}

const summaryPart = (text: string): JsonObject => ({ type: 'summary_text', text });
