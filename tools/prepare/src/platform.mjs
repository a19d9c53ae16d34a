/** Whether npm would install this lockfile entry on this machine. */
export function isForThisPlatform({ os, cpu, libc }) {
  return (
    allows(os, process.platform) &&
    allows(cpu, process.arch) &&
    (libc === undefined || allows(libc, findLibc()))
  );
}

/** npm's rule for such lists: a value must be named, unless it is only said which ones are not meant. */
function allows(list, value) {
  if (list === undefined) return true;
  if (list.includes(`!${value}`)) return false;
  const named = list.filter((entry) => !entry.startsWith('!'));
  return named.length === 0 || named.includes(value);
}

function findLibc() {
  if (process.platform !== 'linux') return undefined;
  // Otherwise the report looks up the name of every open connection.
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}
