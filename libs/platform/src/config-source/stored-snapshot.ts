import { createHash } from 'node:crypto';
import { type ConfigHead, type ConfigVersion, configHeadSchema, sectionNames } from '@switchyard/domain';

/** A snapshot as it stands in Redis and on disk: the head, and the text of each part that it names, by digest. */
export type StoredSnapshot = {
  readonly head: ConfigHead;
  readonly texts: ReadonlyMap<string, string>;
};

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const parseHead = (text: string): ConfigHead => configHeadSchema.parse(JSON.parse(text));

/** The digests of all parts, in their order. */
export const partsOf = (head: ConfigHead): string[] => sectionNames.flatMap((name) => head.parts[name]);

export const isSameVersion = (a: ConfigVersion, b: ConfigVersion): boolean =>
  a.epoch === b.epoch && a.revision === b.revision;
