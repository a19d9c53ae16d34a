import { isWholeObject, type JsonObject } from '../json.js';
import { toCustomInput } from './custom-tools.js';
import { addItem, endItem, type ItemPlace, itemEvent, type OpenItem } from './open-item.js';
import { type CalledTool, callItem, type ItemStatus } from './output-items.js';

/** A call in a stream. The input of a custom tool is known only when its arguments are whole, and told then. */
export class OpenToolCall implements OpenItem {
  private argumentsText = '';

  constructor(
    private readonly place: ItemPlace,
    private readonly tool: CalledTool,
  ) {}

  get outputIndex(): number {
    return this.place.outputIndex;
  }

  /** Whether the arguments are a whole object, which nothing can follow. */
  get isWhole(): boolean {
    return isWholeObject(this.argumentsText);
  }

  open(): string {
    return addItem(this.place, callItem(this.place.itemId, 'in_progress', this.tool, ''));
  }

  append(argumentsText: string): string {
    this.argumentsText += argumentsText;
    return this.tool.isCustom ? '' : this.event('function_call_arguments.delta', { delta: argumentsText });
  }

  close(status: ItemStatus): string {
    return (
      (this.tool.isCustom ? this.endInput() : this.endArguments()) + endItem(this.place, this.item(status))
    );
  }

  item(status: ItemStatus): JsonObject {
    return callItem(this.place.itemId, status, this.tool, this.argumentsText);
  }

  private endArguments(): string {
    const { name } = this.tool;
    return this.event('function_call_arguments.done', { name, arguments: this.argumentsText });
  }

  private endInput(): string {
    const input = toCustomInput(this.argumentsText);
    const told = input === '' ? '' : this.event('custom_tool_call_input.delta', { delta: input });
    return told + this.event('custom_tool_call_input.done', { input });
  }

  private event(name: string, fields: JsonObject): string {
    return itemEvent(this.place, `response.${name}`, fields);
  }
}
