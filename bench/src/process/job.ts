/** What the bench sends to a process it forked, once. */
export type JobMessage<Job> = { readonly job: Job };

/** What the process sends back, once: a result, the port it listens on, say, or why there is none. */
export type JobAnswer<Result> = { readonly result: Result } | { readonly error: string };
