/** Something that runs as a process of its own and can be started again after it died. */
export interface Unit {
  readonly name: string;
  /** Resolves when the unit serves; on failure or abort it leaves nothing running behind. */
  start(signal: AbortSignal): Promise<RunningUnit>;
}

export type RunningUnit = {
  readonly pid: number;
  /** Settles with how the process ended, worded to follow the unit's name. */
  readonly exited: Promise<string>;
  /** Ends it gracefully, or at once when `force` fires. */
  stop(force: AbortSignal): Promise<void>;
};
