export type Stoppable = { stop(force?: AbortSignal): Promise<void> };

type Starts<Started extends readonly Stoppable[]> = {
  readonly [Index in keyof Started]: (signal: AbortSignal) => Promise<Started[Index]>;
};

/**
 * Starts several things at once. When one fails the others are stopped before its error is thrown,
 * so that nothing goes on starting behind the caller's back.
 */
export async function startTogether<const Started extends readonly Stoppable[]>(
  signal: AbortSignal,
  starts: Starts<Started>,
): Promise<Started> {
  const failed = new AbortController();
  const whileWanted = AbortSignal.any([signal, failed.signal]);
  const failures: unknown[] = [];
  const started = await Promise.all(
    starts.map(async (start) => {
      try {
        return await start(whileWanted);
      } catch (error) {
        failures.push(error);
        failed.abort();
        return undefined;
      }
    }),
  );
  if (failures.length === 0) return started as unknown as Started;
  await Promise.all(started.map((each) => each?.stop()));
  throw failures[0];
}
