import { formatExactMoment, formatMoment } from '../format/moment';

/** Short local time; the exact one on hover. */
export function Timestamp({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={formatExactMoment(iso)}>
      {formatMoment(iso, new Date())}
    </time>
  );
}
