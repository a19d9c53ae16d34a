/**
 * What the upstream does with a request, which the first part of its path says, so that it has to understand no body.
 *
 * - `quick-answer`: a whole answer of 1 KB, from nginx where it is installed, because nothing should wait for it
 * - `answer`: the same from our own server, which reads the whole request first, as one of 1 MB must be read
 * - `burst`: a stream of 60 content events, one in each turn of the event loop
 * - `first-token`: a stream that begins after 20 ms
 * - `paced`: a stream of 5 events a second that tell when they were sent
 */
export const behaviours = ['quick-answer', 'answer', 'burst', 'first-token', 'paced'] as const;

export type Behaviour = (typeof behaviours)[number];

export const BURST_CONTENT_EVENTS = 60;
export const FIRST_TOKEN_DELAY_MS = 20;
export const PACED_EVENTS_PER_SECOND = 5;
