import { readFileSync, writeFileSync } from 'node:fs';

/** CPU time of the gateway for one request, as a multiple of the bare proxy's, by the name of the load. */
export type CpuRatios = Readonly<Record<string, number>>;

const file = new URL('../../baseline.json', import.meta.url);
const DIGITS = 3;

export const readBaseline = (): CpuRatios => JSON.parse(readFileSync(file, 'utf8')) as CpuRatios;

export function writeBaseline(ratios: CpuRatios): void {
  const rounded = Object.entries(ratios).map(
    ([name, ratio]) => [name, Number(ratio.toFixed(DIGITS))] as const,
  );
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(rounded), null, 2)}\n`);
}
