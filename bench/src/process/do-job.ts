import type { JobAnswer, JobMessage } from './job.js';

/**
 * The inside of a forked process: takes its one job and sends the result. The process goes on, as a server does, until
 * it is killed; it ends by itself when the bench is gone, however that came about.
 */
export function doJob<Job, Result>(work: (job: Job) => Promise<Result>): void {
  process.on('disconnect', () => process.exit());
  // A Ctrl-C reaches every process of the terminal. The bench ends this one, in its order.
  process.on('SIGINT', () => {});
  process.once('message', ({ job }: JobMessage<Job>) => {
    work(job).then(
      (result) => answer({ result }),
      (error) => answer({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}

const answer = (message: JobAnswer<unknown>): void => void process.send?.(message);
