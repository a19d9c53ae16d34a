/** How a problem names its object. */
export const nameOf = (object) => `${object.kind} ${object.metadata?.name ?? '(without a name)'}`;
