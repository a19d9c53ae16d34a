import { checkedFetch, type Fetch } from '@switchyard/testing';

/**
 * A fetch whose streams are read to their end beside their reader, and judged by the grammar of their dialect, so that what
 * an SDK does not get to see, since it left at an error, is judged too.
 */
export class JudgingFetch {
  private readonly verdicts: Promise<unknown>[] = [];

  /** @param isLax whether the stream of this path is not to be judged */
  constructor(private readonly isLax: (path: string) => boolean) {}

  readonly fetch: Fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (this.isLax(pathname)) return fetch(input, init);
    const response = await checkedFetch(input, init);
    const whole = response.clone().text();
    this.verdicts.push(
      whole.then(
        () => null,
        (error: unknown) => error,
      ),
    );
    return response;
  };

  /** @throws the first error of a stream that broke a rule */
  async verdict(): Promise<void> {
    for (const error of await Promise.all(this.verdicts)) if (error) throw error;
  }
}
