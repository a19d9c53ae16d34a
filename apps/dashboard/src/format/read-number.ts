/** A typed number: null when left empty, undefined when it is not a plain decimal number. */
export function readNumber(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(trimmed)) return undefined;
  return Number(trimmed);
}

/** The text to edit a number as: never in exponent form, which `readNumber` refuses. */
export function writeNumber(value: number | null): string {
  if (value === null) return '';
  const plain = String(value);
  return plain.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : plain;
}
