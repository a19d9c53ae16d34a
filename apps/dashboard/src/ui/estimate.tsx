import type { ReactNode } from 'react';

type EstimateProps = {
  /** Why the figure is only about right; null when it is exact. */
  why: string | null;
  children: ReactNode;
};

/** A figure, marked where it is an estimate; the reason shows on hover. */
export function Estimate({ why, children }: EstimateProps) {
  return why === null ? children : <span title={why}>~{children}</span>;
}
