import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Postgres cannot read the data of another major version; says so before it says it less clearly. */
export function refuseOtherMajor(dataFolder: string, major: number): void {
  const dataMajor = Number.parseInt(readFileSync(join(dataFolder, 'PG_VERSION'), 'utf8'), 10);
  if (dataMajor === major) return;
  throw new Error(
    `${dataFolder} was made by Postgres ${dataMajor}, and this is Postgres ${major}: ` +
      'move the data over with pg_dump, or set SWITCHYARD_HOME to a new folder',
  );
}
