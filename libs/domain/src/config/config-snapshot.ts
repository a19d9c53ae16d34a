import { z } from 'zod';
import { endpointConfigSchema } from './endpoint-config.js';
import { virtualModelConfigSchema } from './virtual-model-config.js';

/** The sections of a snapshot. Each travels in parts, and every part is a list of its entries. */
export const configSections = {
  endpoints: z.array(endpointConfigSchema),
  models: z.array(virtualModelConfigSchema),
} as const;

export type SectionName = keyof typeof configSections;
export const sectionNames = Object.keys(configSections) as SectionName[];

export type ConfigSections = { readonly [Name in SectionName]: z.infer<(typeof configSections)[Name]> };

/**
 * Which config this is. `epoch` identifies the database it came from: within one epoch a higher `revision` is newer,
 * and between epochs (a restored or replaced database) whatever was published last counts.
 */
export const configVersionSchema = z.object({
  epoch: z.string(),
  revision: z.number().int().nonnegative(),
});

export type ConfigVersion = z.infer<typeof configVersionSchema>;

const digests = z.array(z.string());

/**
 * What stands in Redis beside the parts: the version, and the parts of each section in their order. A part is known by
 * the SHA-256 of its text, so that one that did not change is the same part in the next version.
 */
export const configHeadSchema = configVersionSchema.extend({
  parts: z.object({ endpoints: digests, models: digests }) satisfies z.ZodType<Record<SectionName, string[]>>,
});

export type ConfigHead = z.infer<typeof configHeadSchema>;
