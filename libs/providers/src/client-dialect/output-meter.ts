import { type ChatEvent, type TokenUsage, totalInputTokens, totalOutputTokens } from '@switchyard/domain';

/** Follows the events of one answer: its usage, and how much of it no report has counted yet. */
export class OutputMeter {
  usage: TokenUsage | null = null;
  unreportedCharacters = 0;
  /** Of the whole answer so far. */
  characters = 0;
  toolCalls = 0;

  /** @returns whether any of the events is something a user could see, or the end */
  observe(events: Iterable<ChatEvent>): boolean {
    let isContent = false;
    for (const event of events) {
      if (event.type === 'usage') this.reported(event.usage);
      else if (event.type !== 'start') isContent = true;
      if (event.type === 'tool-call-start') this.toolCalls++;
      const characters = charactersOf(event);
      this.unreportedCharacters += characters;
      this.characters += characters;
    }
    return isContent;
  }

  private reported(usage: TokenUsage): void {
    if (!isReport(usage)) return;
    this.usage = usage;
    // A report in the middle may know of the input only.
    if (totalOutputTokens(usage) > 0) this.unreportedCharacters = 0;
  }
}

/** All zeros are what some servers send when they do not count. */
export const isReport = (usage: TokenUsage): boolean =>
  totalInputTokens(usage) + totalOutputTokens(usage) > 0;

function charactersOf(event: ChatEvent): number {
  if ('text' in event) return event.text.length;
  if ('argumentsText' in event) return event.argumentsText.length;
  return 'name' in event ? event.name.length : 0;
}
