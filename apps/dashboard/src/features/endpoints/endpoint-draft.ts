import type { Endpoint, EndpointInput } from '../../api/types';
import { readNumber } from '../../format/read-number';
import type { FieldErrors } from '../../ui/use-draft';

/** What the form holds; named as on the wire, so that the server's field errors find their place. */
export type EndpointDraft = {
  name: string;
  url: string;
  endpoint_type: string;
  api_key: string;
  isKeyRemoved: boolean;
  priority: string;
  enabled: boolean;
  health_check_url: string;
};

export const endpointFields = [
  'name',
  'url',
  'endpoint_type',
  'api_key',
  'priority',
  'enabled',
  'health_check_url',
] as const;

export function startEndpointDraft(endpoint: Endpoint | null): EndpointDraft {
  return {
    name: endpoint?.name ?? '',
    url: endpoint?.url ?? '',
    endpoint_type: endpoint?.endpoint_type ?? 'openai',
    api_key: '',
    isKeyRemoved: false,
    priority: String(endpoint?.priority ?? 0),
    enabled: endpoint?.enabled ?? true,
    health_check_url: endpoint?.health_check_url ?? '',
  };
}

export function checkEndpointDraft(draft: EndpointDraft): FieldErrors {
  const errors: FieldErrors = {};
  if (!draft.name.trim()) errors.name = 'Give it a name.';
  if (!isHttpUrl(draft.url)) errors.url = 'Enter a URL that starts with http:// or https://.';
  if (!Number.isSafeInteger(readNumber(draft.priority))) errors.priority = 'Enter a whole number.';
  if (draft.health_check_url.trim() && !isHttpUrl(draft.health_check_url)) {
    errors.health_check_url = 'Enter a URL that starts with http:// or https://, or leave it empty.';
  }
  return errors;
}

export function readEndpointDraft(draft: EndpointDraft): EndpointInput {
  return {
    name: draft.name.trim(),
    url: draft.url.trim(),
    endpoint_type: draft.endpoint_type,
    priority: readNumber(draft.priority) ?? 0,
    enabled: draft.enabled,
    health_check_url: draft.health_check_url.trim(),
    ...readKey(draft),
  };
}

function readKey(draft: EndpointDraft): Pick<EndpointInput, 'api_key'> {
  if (draft.isKeyRemoved) return { api_key: null };
  const typed = draft.api_key.trim();
  return typed ? { api_key: typed } : {};
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text.trim()) && URL.canParse(text.trim());
}
