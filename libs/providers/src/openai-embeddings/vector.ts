const BYTES_PER_FLOAT = 4;

/** A vector as OpenAI's `base64` format has it: 32-bit floats, little-endian. */
export function encodeVector(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * BYTES_PER_FLOAT);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * BYTES_PER_FLOAT);
  return bytes.toString('base64');
}

/** A vector from either of the two formats, since some servers answer in the other one than was asked for. */
export function decodeVector(embedding: unknown): number[] {
  if (typeof embedding !== 'string') return Array.isArray(embedding) ? embedding.map(Number) : [];
  const bytes = Buffer.from(embedding, 'base64');
  const count = Math.floor(bytes.length / BYTES_PER_FLOAT);
  return Array.from({ length: count }, (_, index) => bytes.readFloatLE(index * BYTES_PER_FLOAT));
}
