import type { EndpointOffer } from './provider-offers.js';

const OLLAMA_URL = 'http://127.0.0.1:11434';
const TIMEOUT_MS = 500;

/** An offer for the Ollama of this machine, when one answers on its usual port. */
export async function findLocalOllama(): Promise<EndpointOffer[]> {
  try {
    const answer = await fetch(`${OLLAMA_URL}/api/version`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body = (await answer.json()) as { version?: unknown };
    return typeof body.version === 'string'
      ? [{ name: 'ollama', type: 'ollama', url: OLLAMA_URL, apiKey: null }]
      : [];
  } catch {
    return [];
  }
}
