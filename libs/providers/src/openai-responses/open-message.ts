import type { JsonObject } from '../json.js';
import { addItem, endItem, type ItemPlace, itemEvent, type OpenItem } from './open-item.js';
import { type ItemStatus, messageItem, outputRefusal, outputText } from './output-items.js';

type PartKind = 'text' | 'refusal';

/** What differs between the parts of a message. */
const partKinds: Readonly<
  Record<PartKind, { event: string; textField: string; part(text: string): JsonObject; extra: JsonObject }>
> = {
  text: { event: 'response.output_text', textField: 'text', part: outputText, extra: { logprobs: [] } },
  refusal: { event: 'response.refusal', textField: 'refusal', part: outputRefusal, extra: {} },
};

/** A message of a stream: one part after the other, each begun, told and ended. */
export class OpenMessage implements OpenItem {
  private readonly ended: JsonObject[] = [];
  private current: { readonly kind: PartKind; text: string } | null = null;

  constructor(private readonly place: ItemPlace) {}

  get outputIndex(): number {
    return this.place.outputIndex;
  }

  open(): string {
    return addItem(this.place, this.item('in_progress'));
  }

  append(kind: PartKind, text: string): string {
    const begun = this.begin(kind);
    if (this.current) this.current.text += text;
    const { event, extra } = partKinds[kind];
    return begun + this.partEvent(`${event}.delta`, { delta: text, ...extra });
  }

  close(status: ItemStatus): string {
    return this.endPart() + endItem(this.place, this.item(status));
  }

  item(status: ItemStatus): JsonObject {
    const open = this.current ? [partKinds[this.current.kind].part(this.current.text)] : [];
    return messageItem(this.place.itemId, status, [...this.ended, ...open]);
  }

  private begin(kind: PartKind): string {
    if (this.current?.kind === kind) return '';
    const ended = this.endPart();
    this.current = { kind, text: '' };
    return ended + this.partEvent('response.content_part.added', { part: partKinds[kind].part('') });
  }

  private endPart(): string {
    if (this.current === null) return '';
    const { kind, text } = this.current;
    const { event, textField, part, extra } = partKinds[kind];
    const written =
      this.partEvent(`${event}.done`, { [textField]: text, ...extra }) +
      this.partEvent('response.content_part.done', { part: part(text) });
    this.ended.push(part(text));
    this.current = null;
    return written;
  }

  private partEvent(type: string, fields: JsonObject): string {
    return itemEvent(this.place, type, { content_index: this.ended.length, ...fields });
  }
}
