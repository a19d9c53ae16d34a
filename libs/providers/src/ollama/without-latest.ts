/** Ollama takes a name without a tag for `:latest`, and so both for one model. */
export const withoutLatest = (name: string): string => name.replace(/:latest$/, '');
