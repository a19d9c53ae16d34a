import type { ReasoningSignature } from '@switchyard/domain';

/** No provider's own signature begins like this: they are base64, which has no colon. */
const FOREIGN = 'switchyard:';

/**
 * A signature as the one text that a client's dialect has room for, so that it comes back with the next turn. The
 * dialect's own stay as they are; those of others are marked with where they came from.
 */
export const toSignatureText = ({ format, value, itemId }: ReasoningSignature, ownFormat: string): string =>
  format === ownFormat ? value : `${FOREIGN}${format}:${itemId ?? ''}:${value}`;

/** The reverse of `toSignatureText`. */
export function fromSignatureText(text: string, ownFormat: string): ReasoningSignature {
  const [format = '', itemId = '', ...rest] = text.startsWith(FOREIGN)
    ? text.slice(FOREIGN.length).split(':')
    : [];
  if (rest.length === 0) return { format: ownFormat, value: text, itemId: null };
  return { format, value: rest.join(':'), itemId: itemId === '' ? null : itemId };
}
