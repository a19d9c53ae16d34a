/** A process we look after. */
export interface LiveProcess {
  readonly pid: number;
  /** Settles with how the process ended, worded to follow its name. */
  readonly exited: Promise<string>;
  /** False as soon as it ended: its pid may be another's from then on, and must not be signalled any more. */
  isAlive(): boolean;
}
