/** Cuts a text into words, each with the space before it, as a model's tokens come in a stream. */
export function splitWords(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [];
}

/** The demo's token count: words, since it has no tokenizer. */
export function countWords(text: string): number {
  return splitWords(text).length;
}
