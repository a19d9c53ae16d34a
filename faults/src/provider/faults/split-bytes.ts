export const atEveryByte = (bytes: Buffer): Buffer[] => everyFew(bytes, 1);

export function everyFew(bytes: Buffer, count: number): Buffer[] {
  const starts = Array.from({ length: Math.ceil(bytes.length / count) }, (_, index) => index * count);
  return starts.map((start) => bytes.subarray(start, start + count));
}

/** Cut before every byte that continues a character (RFC 3629, 3: such bytes begin with the bits 10). */
export function insideCharacters(bytes: Buffer): Buffer[] {
  const cuts = [...bytes.keys()].filter((index) => ((bytes[index] ?? 0) & 0b1100_0000) === 0b1000_0000);
  const starts = [0, ...cuts];
  return starts.map((start, index) => bytes.subarray(start, starts[index + 1] ?? bytes.length));
}
