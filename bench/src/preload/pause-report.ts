/** The question to a service that has `report-pauses.ts` loaded, and the type of its answer. */
export const PAUSES = 'pauses';

/** How long the event loop was kept from turning since the last question. */
export type PauseReport = { readonly type: typeof PAUSES; readonly maxMs: number };
