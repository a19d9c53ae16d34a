import { describe, expect, it } from 'vitest';
import { formatExactMoment, formatMoment } from './moment';

describe(formatMoment.name, () => {
  const now = new Date(2026, 2, 9, 15, 0, 0);

  it('leaves out the day when it is today', () => {
    const earlier = new Date(2026, 2, 9, 8, 5, 7);
    expect(formatMoment(earlier.toISOString(), now)).toBe(
      earlier
        .toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' })
        .replaceAll(/\s/g, '\u00a0'),
    );
  });

  it('names the day otherwise', () => {
    const yesterday = new Date(2026, 2, 8, 23, 59, 59);
    expect(formatMoment(yesterday.toISOString(), now)).toContain(
      yesterday.toLocaleDateString([], { day: 'numeric', month: 'short' }),
    );
  });

  it('shows what it cannot read as it is', () => {
    expect(formatMoment('soon', now)).toBe('soon');
  });
});

describe(formatExactMoment.name, () => {
  it('keeps the milliseconds', () => {
    expect(formatExactMoment('2026-03-09T15:00:00.123Z')).toContain('2026-03-09T15:00:00.123Z');
  });
});
