/** What the upstream says, in OpenAI's dialect. */

const ID = 'chatcmpl-CfYq1sW0dR8vN3kTzB5mXjL2aPe7u';
const CREATED_AT_SECONDS = 1_764_000_000;
const MODEL = 'gpt-4o-mini-2024-07-18';
const FINGERPRINT = 'fp_560af6e559';

const PARAGRAPH =
  'A circuit breaker watches the calls to a service and stops sending them once too many have failed. ' +
  'While it is open, callers get an error at once and the service has time to recover. After a pause one call ' +
  'is let through: when it succeeds the circuit closes again, otherwise it stays open for another pause. ' +
  'Together with timeouts it keeps one slow service from taking all the others down with it.';

const usage = {
  prompt_tokens: 214,
  completion_tokens: 81,
  total_tokens: 295,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
};

/** A whole answer, of about 1 KB. */
export const wholeAnswer: string = JSON.stringify({
  id: ID,
  object: 'chat.completion',
  created: CREATED_AT_SECONDS,
  model: MODEL,
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: PARAGRAPH, refusal: null, annotations: [] },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage,
  service_tier: 'default',
  system_fingerprint: FINGERPRINT,
});

export const contentEvent = (content: string): string => choiceEvent({ content }, null);

export const finishEvent: string = choiceEvent({}, 'stop');

export const usageEvent: string = chunkEvent({ choices: [], usage });

export const DONE_EVENT = 'data: [DONE]\n\n';

function choiceEvent(delta: object, finishReason: string | null): string {
  return chunkEvent({ choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }] });
}

function chunkEvent(rest: object): string {
  const chunk = {
    id: ID,
    object: 'chat.completion.chunk',
    created: CREATED_AT_SECONDS,
    model: MODEL,
    system_fingerprint: FINGERPRINT,
    ...rest,
  };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}
