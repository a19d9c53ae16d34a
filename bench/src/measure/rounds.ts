/** The number of the warm-up. */
export const WARM_UP = -1;

/** Somebody to be measured, under the name of its column. */
export type Contender = { readonly name: string };

export type Rounds<Who extends Contender, Sample> = {
  readonly contenders: readonly Who[];
  readonly rounds: number;
  /** Whether each has a round before that does not count. Default true. */
  readonly warmsUp?: boolean;
  readonly signal: AbortSignal;
  /** @param round counted from 0; the warm-up is -1 */
  measure(contender: Who, round: number): Promise<Sample>;
};

/**
 * Measures all contenders one after the other, and that several times, so that whatever happens to the machine meanwhile
 * happens to all of them.
 *
 * @returns each contender's samples in the order of the rounds
 */
export async function inRounds<Who extends Contender, Sample>({
  contenders,
  rounds,
  warmsUp = true,
  signal,
  measure,
}: Rounds<Who, Sample>): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  for (let round = warmsUp ? WARM_UP : 0; round < rounds; round++) {
    for (const contender of contenders) {
      signal.throwIfAborted();
      const sample = await measure(contender, round);
      if (round >= 0) samples.get(contender.name)?.push(sample);
    }
  }
  return samples;
}
