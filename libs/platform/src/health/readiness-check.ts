/** One thing a service looks at when it is asked how it is. */
export type ReadinessCheck = {
  readonly name: string;
  /** Whether the service cannot serve without it. What is not vital only makes the service `degraded`. */
  readonly isVital: boolean;
  /** Resolves when all is well; rejects with the reason when not. */
  check(): Promise<void> | void;
};

/** Injects the checks of the running service. */
export const READINESS_CHECKS = Symbol('READINESS_CHECKS');
