/** The time on this machine's clock in ms, with fractions, the same for all processes. */
export const clockMs = (): number => performance.timeOrigin + performance.now();

/** The text of an event that tells when it was sent. */
export const sentAtText = (atMs: number): string => `sent at ${atMs.toFixed(3)} ms. `;

/** The times that stand in a piece of a stream. A text that is cut by the piece's end is not found. */
export const sentAtTimes = (text: string): number[] =>
  [...text.matchAll(/sent at (\d+\.\d{3}) ms\. /g)].map(([, atMs]) => Number(atMs));
