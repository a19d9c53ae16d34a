/** Short local time; the day is left out when it is today. */
export function formatMoment(iso: string, now: Date): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return iso;
  // A narrow column must not break before "PM".
  const time = moment
    .toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' })
    .replaceAll(/\s/g, '\u00a0');
  if (moment.toDateString() === now.toDateString()) return time;
  return `${moment.toLocaleDateString([], { day: 'numeric', month: 'short' })}, ${time}`;
}

/** Everything there is to know about a moment: local date and time with zone, and the instant as sent. */
export function formatExactMoment(iso: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return iso;
  return `${moment.toLocaleString([], { dateStyle: 'full', timeStyle: 'long' })} (${moment.toISOString()})`;
}
