const rangeHours = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 } as const;

export type UsageRange = keyof typeof rangeHours;

export const usageRanges: { value: UsageRange; label: string }[] = [
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
];

export function startOfRange(range: UsageRange, endSeconds: number): number {
  return endSeconds - rangeHours[range] * 3600;
}
