export type ActivityFilter = { limit: number; status: string; model: string };

export const queryKeys = {
  session: ['session'],
  endpoints: ['endpoints'],
  endpointTypes: ['endpoint-types'],
  virtualModels: ['virtual-models'],
  usage: (range: string) => ['usage', range],
  activity: (filter: ActivityFilter) => ['activity', filter],
} as const;
