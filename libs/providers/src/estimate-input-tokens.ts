import { CHARACTERS_PER_TOKEN } from '@switchyard/domain';

/** Images cost what they cost, whatever their bytes. */
const TOKENS_PER_IMAGE = 1_500;
/** A run of base64 this long is a picture or a file, not words. */
const BASE64_RUN = /[A-Za-z0-9+/=]{1024,}/g;

/** An estimate of a request's input tokens from its body. */
export function estimateInputTokens(body: string): number {
  let images = 0;
  const words = body.replace(BASE64_RUN, () => {
    images++;
    return '';
  });
  return Math.ceil(words.length / CHARACTERS_PER_TOKEN) + images * TOKENS_PER_IMAGE;
}
