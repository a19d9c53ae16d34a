const OLDEST = [20, 19, 0];

/**
 * Throws when this Node is older than the code needs. npm only warns about it, and what then fails is a
 * syntax error deep inside of a package.
 */
export function requireNode(version = process.versions.node) {
  if (!isOlder(version.split('.').map(Number), OLDEST)) return;
  throw new Error(
    `Switchyard needs Node ${OLDEST.join('.')} or newer; this is ${version} (${process.execPath})`,
  );
}

function isOlder(version, limit) {
  const index = limit.findIndex((part, position) => part !== version[position]);
  return index !== -1 && version[index] < limit[index];
}
