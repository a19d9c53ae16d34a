import type { ChatEvent } from '@switchyard/domain';

/** Writes events as one stream of a client's dialect. */
export interface ChatEventWriter {
  write(event: ChatEvent): string;
  /** The end of a stream that is whole. What comes before the end but is known late, such as usage, goes here. */
  end(): string;
}
