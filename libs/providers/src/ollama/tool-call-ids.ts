/**
 * Gives the tool calls of a conversation the ids that Ollama's messages lack, and finds for a result the call it
 * answers: the oldest open one of its name, or of any name where the result gives none.
 */
export class ToolCallIds {
  private count = 0;
  private readonly open: { readonly id: string; readonly name: string }[] = [];

  called(name: string, givenId: string | null): string {
    const id = givenId ?? `call_${this.count++}`;
    this.open.push({ id, name });
    return id;
  }

  answered(name: string | null): string {
    const position = this.open.findIndex((call) => name === null || call.name === name);
    if (position < 0) return `call_${this.count++}`;
    const [call] = this.open.splice(position, 1);
    return call?.id ?? '';
  }
}
