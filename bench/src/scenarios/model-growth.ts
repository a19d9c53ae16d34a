import { type Switchyard, waitFor } from '@switchyard/testing';
import { chatBody } from '../bodies/chat-body.js';
import { asContestant } from '../contestants/start-switchyard.js';
import { PAUSES, type PauseReport } from '../preload/pause-report.js';

const COPIED_MODEL = 'answer';
/** Every one like the model it is copied from, which was made by REST; columns that it left alone have their defaults. */
const COPY_MODELS = `
INSERT INTO virtual_models (name, endpoint_id, actual_model, description)
SELECT 'copy-' || number, endpoint_id, actual_model, description
FROM virtual_models, generate_series(1, $2::integer) AS number
WHERE name = $1`;

/** The name of the last of so many models. */
export const lastModel = (models: number): string => `copy-${models}`;

/** Adds models behind admin-api's back, at once, and then makes it publish them by a change of its own. */
export async function addModels(switchyard: Switchyard, models: number): Promise<void> {
  await switchyard.database.query(COPY_MODELS, [COPIED_MODEL, models]);
  await createModel(switchyard, 'change-0');
  await waitUntilServed(switchyard, lastModel(models));
}

export type ConfigChange = {
  /** From sending the change until the gateway answers by it. */
  readonly servedAfterMs: number;
  /** The longest the gateway's event loop was kept meanwhile. */
  readonly pauseMs: number;
};

/** Makes one change, a new model, and watches how the gateway takes it. */
export async function changeConfig(switchyard: Switchyard, name: string): Promise<ConfigChange> {
  const gateway = switchyard.service('gateway');
  await gateway.ask<PauseReport>({ type: PAUSES });
  const startedAtMs = performance.now();
  await createModel(switchyard, name);
  await waitUntilServed(switchyard, name);
  const servedAfterMs = performance.now() - startedAtMs;
  const { maxMs } = await gateway.ask<PauseReport>({ type: PAUSES });
  return { servedAfterMs, pauseMs: maxMs };
}

/** @returns how long it takes from the start of its process until it answers for that model */
export async function restartGateway(switchyard: Switchyard, model: string): Promise<number> {
  await switchyard.service('gateway').stop();
  const startedAtMs = performance.now();
  await switchyard.start('gateway');
  await waitUntilServed(switchyard, model);
  return performance.now() - startedAtMs;
}

async function createModel(switchyard: Switchyard, name: string): Promise<void> {
  const [copied] = await switchyard.database.query<{ endpoint_id: number }>(
    'SELECT endpoint_id FROM virtual_models WHERE name = $1',
    [COPIED_MODEL],
  );
  const model = { name, endpoint_id: copied?.endpoint_id, actual_model: 'real-model' };
  const { status, body } = await switchyard.admin('POST', '/virtual-models', model);
  if (status !== 201) throw new Error(`model not created: ${JSON.stringify(body)}`);
}

/** Asks for an answer, because a list of so many models would itself keep the gateway busy. */
async function waitUntilServed(switchyard: Switchyard, model: string): Promise<void> {
  const { url, headers } = asContestant(switchyard).route('answer');
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: chatBody({ model }),
  };
  await waitFor(`model ${model}`, async () => {
    const response = await fetch(url, request);
    await response.arrayBuffer();
    return response.ok;
  });
}
