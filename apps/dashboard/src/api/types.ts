/** What the admin API sends and takes; field names are the wire's. */

export type Session = { authenticated: boolean; auth_enabled: boolean; username: string | null };

export type Credentials = { username: string; password: string };

export type EndpointHealth = {
  status: 'healthy' | 'unhealthy' | 'circuit_open';
  consecutive_failures: number;
  last_error: string | null;
  checked_at: string;
  circuit_open_until: string | null;
};

export type Endpoint = {
  id: number;
  name: string;
  url: string;
  endpoint_type: string;
  /** Masked; empty when none is stored. */
  api_key: string;
  priority: number;
  enabled: boolean;
  health_check_url: string;
  origin: 'operator' | 'environment' | 'demo';
  health: EndpointHealth | null;
  created_at: string;
  updated_at: string;
};

export type EndpointInput = {
  name: string;
  url: string;
  endpoint_type: string;
  priority: number;
  enabled: boolean;
  health_check_url: string;
  /** Missing keeps the stored key, null removes it. */
  api_key?: string | null;
};

export type EndpointType = { type: string; label: string; example_url: string };

export type EndpointTestResult = {
  reachable: boolean;
  status: number | null;
  latency_ms: number;
  url: string;
  error: string | null;
};

export type EndpointModels = {
  models: string[];
  warning: string | null;
  attempts: { url: string; status: number | null; error: string | null }[];
};

export type VirtualModelInput = {
  name: string;
  endpoint_id: number;
  actual_model: string;
  description: string;
  cost_per_1m_tokens_in: number | null;
  cost_per_1m_tokens_out: number | null;
  cost_per_1m_tokens_in_cached: number | null;
  cost_per_1m_tokens_out_cached: number | null;
  disable_streaming: boolean;
  force_non_streaming: boolean;
  custom_headers: Record<string, string>;
  enabled: boolean;
  max_tokens: number | null;
  temperature: number | null;
  top_p: number | null;
  system_prompt: string;
  /** Null leaves it to the endpoint, and then to the gateway. */
  connect_timeout_ms: number | null;
  first_event_timeout_ms: number | null;
  idle_timeout_ms: number | null;
  total_timeout_ms: number | null;
};

export type VirtualModel = VirtualModelInput & {
  id: number;
  endpoint_name: string;
  show_reasoning: boolean;
  cache_enabled: boolean;
  failover: null;
  created_at: string;
  updated_at: string;
};

export type UsageSummary = {
  total_requests: number;
  error_requests: number;
  unpriced_requests: number;
  estimated_requests: number;
  total_prompt_tokens: number;
  total_completion_tokens: number;
  total_cached_tokens: number;
  total_tokens: number;
  total_cost: number | null;
  avg_response_time_ms: number | null;
  avg_first_token_ms: number | null;
};

export type ModelUsage = {
  virtual_model: string;
  requests: number;
  error_requests: number;
  prompt_tokens: number;
  completion_tokens: number;
  cached_tokens: number;
  cost: number | null;
  unpriced_requests: number;
  estimated_requests: number;
  avg_response_time_ms: number | null;
};

export type DailyUsage = {
  /** Day in UTC, YYYY-MM-DD. */
  date: string;
  requests: number;
  estimated_requests: number;
  prompt_tokens: number;
  completion_tokens: number;
  cost: number | null;
};

export type UsageReport = { summary: UsageSummary; by_model: ModelUsage[]; daily_breakdown: DailyUsage[] };

export type Outcome =
  | 'success'
  | 'auth_error'
  | 'client_error'
  | 'client_closed'
  | 'upstream_error'
  | 'server_error';

export type ActivityItem = {
  created_at: string;
  request_id: string;
  method: string;
  path: string;
  request_type: string | null;
  virtual_model: string | null;
  actual_model: string | null;
  endpoint_name: string | null;
  endpoint_id: number | null;
  endpoint_type: string | null;
  client_ip: string | null;
  x_source: string | null;
  user_agent: string | null;
  stream: boolean;
  status_code: number | null;
  outcome: Outcome;
  response_time_ms: number | null;
  first_token_ms: number | null;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  usage_estimated: boolean;
  cost: number | null;
  error_summary: string | null;
};

export type ActivityList = { items: ActivityItem[]; count: number };
