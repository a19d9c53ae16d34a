/**
 * Does `work` that needs a living process, and gives it up as soon as that process is gone:
 * waiting out a timeout for a process that already died only hides why it died.
 */
export async function whileRunning<T>(
  exited: Promise<string>,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const settled = new AbortController();
  const exit = exited.then((reason) => {
    throw new Error(reason);
  });
  try {
    return await Promise.race([work(AbortSignal.any([signal, settled.signal])), exit]);
  } finally {
    settled.abort();
  }
}
