export function formatDuration(milliseconds: number | null): string {
  if (milliseconds === null) return '–';
  const rounded = Math.round(milliseconds);
  if (rounded < 1000) return `${rounded} ms`;
  if (rounded < 9_995) return `${(rounded / 1000).toFixed(2)} s`;
  if (rounded < 59_950) return `${(rounded / 1000).toFixed(1)} s`;
  const seconds = Math.round(rounded / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
