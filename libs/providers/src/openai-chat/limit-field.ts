/** OpenAI's models that think refuse the older word, and servers of other makers often know nothing else. */
const thinkingModel = /(?:^|\/)(?:o[1-9]|gpt-(?:[5-9]|\d{2}))(?:[-.:]|$)/;

/** The field in which a model wants its limit of output (OpenAI API reference, "max_completion_tokens"). */
export const limitFieldOf = (model: string): 'max_tokens' | 'max_completion_tokens' =>
  thinkingModel.test(model) ? 'max_completion_tokens' : 'max_tokens';
