/** What all bodies have in common. */
export type BodyOptions = {
  /** First in the body, as SDKs write it. */
  readonly model: string;
  readonly stream?: boolean;
};

/** The fields before the messages. Usage is asked for, so that no contestant has anything to hide from the client. */
export const bodyHead = ({ model, stream }: BodyOptions): object => ({
  model,
  ...(stream && { stream: true, stream_options: { include_usage: true } }),
});

const messages = [
  {
    role: 'system',
    content:
      'You are a helpful assistant for the engineers of a payments company. Answer briefly and precisely, name ' +
      'trade-offs, and say so when you are not sure. Do not repeat the question.',
  },
  {
    role: 'user',
    content:
      'Our checkout calls a fraud service. When it is slow, checkouts pile up and the whole shop gets slow. ' +
      'We already have a timeout of 5 s. What else could we do?',
  },
  {
    role: 'assistant',
    content:
      'Three things help: a much shorter timeout, a limit on how many calls may wait at once, and a circuit ' +
      'breaker, which stops calling for a while after several failures. Decide first what a checkout without a ' +
      'fraud score should do.',
  },
  {
    role: 'user',
    content: 'Such checkouts can wait for a manual review. How exactly would the circuit breaker work here?',
  },
];

/** A short conversation of about 1 KB. */
export const chatBody = (options: BodyOptions): string =>
  JSON.stringify({ ...bodyHead(options), messages, temperature: 0.2, max_tokens: 400 });
