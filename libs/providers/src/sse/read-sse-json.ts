import { GatewayError } from '@switchyard/domain';
import { isJsonObject, type JsonObject, tryParseJson } from '../json.js';
import { parseSseFrame } from './sse-frame.js';

/** A server-sent event whose data is a JSON object. */
export type SseJson = { readonly event: string | null; readonly value: JsonObject };

/**
 * Reads an event of an endpoint's stream.
 * @returns null for a comment, and for data that was never meant as JSON, with which some servers keep a connection alive
 * @throws {GatewayError} `upstream_malformed` for data that begins as an object and is none: its content is lost
 */
export function readSseJson(frame: Buffer): SseJson | null {
  const { event, data } = parseSseFrame(frame);
  return data === null ? null : readEventData(event, data);
}

/** The same for an event that was taken apart already. */
export function readEventData(event: string | null, data: string): SseJson | null {
  const value = tryParseJson(data);
  if (isJsonObject(value)) return { event, value };
  if (!data.trimStart().startsWith('{')) return null;
  throw new GatewayError('upstream_malformed', 'The endpoint sent an event that is not valid JSON.');
}
