import { sseRules } from './sse-reader.js';

/** Rules of the stream of OpenAI's Responses (OpenAI API reference, "Streaming events"). */
export const responsesRules = {
  ...sseRules,
  'no-done': 'the stream has no [DONE]',
  name: 'each event is named as its type',
  shape: 'each event has the fields of its type',
  sequence:
    'sequence numbers count from 0; those of an error may leap, as nobody knows what was lost before it',
  created: 'response.created comes first and once',
  progress: 'response.queued and response.in_progress come before the first item, each once',
  'same-response': 'the response keeps its id',
  status: 'the status of the response is that of its event',
  'output-index': 'items are counted from 0',
  'item-empty': 'an item that is told in pieces begins empty',
  'item-open': 'an event of an item names one by index and id that has begun and is not done',
  'item-same': 'an item keeps its id, its type, its call id and its name',
  'item-content': 'a done item is what its pieces told, and is no longer in progress',
  'part-type': 'a part is of a type that its item can have',
  'part-index': 'parts of an item are counted from 0',
  'part-empty': 'a part begins empty',
  'part-open': 'an event of a part names one of its type that has begun and is not done',
  'text-done': 'each part tells its text whole, once, after its deltas, and it equals them',
  'part-done': 'a done part has the text that was told',
  arguments: 'arguments are told of calls, whole at last and once, and equal their deltas',
  'all-done': 'all parts of an item are done before it, and all items before the response is',
  output: 'the output of the response at its end is the items that were sent',
  usage: 'the usage of a response that is not failed has its details, and adds up',
  'after-end':
    'nothing comes after the end of the response, and after an error only the response that failed',
  end: 'the stream ends with a response that is completed, incomplete or failed, or with an error',
} as const;

export type ResponsesRule = keyof typeof responsesRules;
