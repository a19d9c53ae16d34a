import type { ChatRequest } from '@switchyard/domain';
import { type CarriedExtras, splitExtras } from '../extra-fields.js';
import type { JsonObject } from '../json.js';

type WithExtras = Pick<ChatRequest, 'vocabulary' | 'extras'>;

/** Whose words the fields of Ollama's surfaces are. */
const OLLAMA_VOCABULARY = 'ollama';
const PREFIX = 'options.';

/** Model options beyond the canonical ones (Ollama Modelfile reference, "Valid Parameters and Values"; ollama-js). */
const optionNames = [
  'main_gpu',
  'min_p',
  'mirostat',
  'mirostat_eta',
  'mirostat_tau',
  'num_batch',
  'num_ctx',
  'num_gpu',
  'num_keep',
  'num_thread',
  'penalize_newline',
  'repeat_last_n',
  'repeat_penalty',
  'tfs_z',
  'typical_p',
  'use_mlock',
  'use_mmap',
];

const ownNames = ['keep_alive', 'truncate', 'shift', ...optionNames.map((name) => `${PREFIX}${name}`)];

/** Clients of other dialects send these to servers on llama.cpp, under these names and beside their own fields. */
const borrowedNames = ['keep_alive', ...optionNames];

/** The extras of a request that Ollama takes. */
export const carriedExtrasOf = ({ vocabulary }: WithExtras): CarriedExtras => ({
  vocabulary,
  names: vocabulary === OLLAMA_VOCABULARY ? ownNames : borrowedNames,
});

/** These extras where Ollama's requests have them. */
export function encodeExtras(request: WithExtras): { fields: JsonObject; options: JsonObject } {
  const fields: JsonObject = {};
  const options: JsonObject = {};
  for (const [name, value] of Object.entries(splitExtras(request, carriedExtrasOf(request)).taken)) {
    const bareName = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
    if (optionNames.includes(bareName)) options[bareName] = value;
    else fields[name] = value;
  }
  return { fields, options };
}
