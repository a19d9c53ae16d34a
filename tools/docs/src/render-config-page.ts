import { adminApiConfigSchema } from '@switchyard/admin-api/config';
import { prepareConfigSchema } from '@switchyard/admin-api/prepare-config';
import { offeredProviderVariables } from '@switchyard/admin-api/provider-offers';
import { gatewayConfigSchema } from '@switchyard/gateway/config';
import { healthWorkerConfigSchema } from '@switchyard/health-worker/config';
import { aliasOf } from '@switchyard/platform';
import { usageWorkerConfigSchema } from '@switchyard/usage-worker/config';
import { z } from 'zod';

const services: [string, z.ZodObject][] = [
  ['gateway', gatewayConfigSchema],
  ['admin-api', adminApiConfigSchema],
  ['prepare', prepareConfigSchema],
  ['health-worker', healthWorkerConfigSchema],
  ['usage-worker', usageWorkerConfigSchema],
];

/** Read by `npm start` itself, before any service; `tools/launcher` checks them. */
const launcherRows: [string, string, string][] = [
  ['`SWITCHYARD_HOME`', '`.data`', 'Folder of everything `npm start` keeps: stores, keys, logs.'],
  ['`SWITCHYARD_DEMO`', '`true`', 'Whether the built-in demo endpoint runs and is offered.'],
  [
    '`SWITCHYARD_REDIS`',
    '`auto`',
    '`wasm` leaves a Redis or Valkey on the PATH alone and uses the built-in one.',
  ],
  ['`DATABASE_URL`', 'a private Postgres', 'An existing Postgres to use instead.'],
  ['`REDIS_URL`', 'a private Redis', 'An existing Redis to use instead.'],
];

type Row = { readonly services: string[]; readonly default: string; readonly text: string };

/** docs/config.md, from the very schemas that the services read their environment with. */
export function renderConfigPage(): string {
  const rows = [...collectRows()].map(
    ([name, row]) => `| ${name} | ${row.default} | ${row.services.join(', ')} | ${row.text} |`,
  );
  return `# Configuration

Every service reads its environment once, at its start. It lists everything that is wrong with it and ends with status
1; an empty value counts as unset. This page is generated from the code (\`node tools/docs/dist/write-docs.js\`), and a
test keeps it true.

| Variable | Default | Read by | Meaning |
| --- | --- | --- | --- |
${rows.join('\n')}

## \`npm start\`

It passes its whole environment on to the services, adds the addresses of what it started, and reads for itself:

| Variable | Default | Meaning |
| --- | --- | --- |
${launcherRows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

## Provider keys

At the first start each of these that is set, also with a number behind it (\`OPENAI_API_KEY_2\`), becomes an endpoint
of its own. Deleted there, it does not come back. \`RUNPOD_API_KEY\` needs \`RUNPOD_ENDPOINT_ID\` beside it.

${offeredProviderVariables.map((name) => `- \`${name}\``).join('\n')}
`;
}

/** A variable that several services read is one row, under its first description. */
function collectRows(): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const [service, schema] of services) {
    for (const [name, field] of Object.entries(schema.shape)) {
      const alias = aliasOf(field);
      const label = alias ? `\`${name}\` (or \`${alias}\`)` : `\`${name}\``;
      const row = rows.get(label);
      if (row) row.services.push(service);
      else
        rows.set(label, {
          services: [service],
          default: defaultOf(field as z.ZodType),
          text: descriptionOf(name, field as z.ZodType),
        });
    }
  }
  return rows;
}

function defaultOf(field: z.ZodType): string {
  const documented = field.meta()?.documentedDefault;
  if (typeof documented === 'string') return `\`${documented}\``;
  const value = field instanceof z.ZodDefault ? field.def.defaultValue : undefined;
  if (value !== undefined) return `\`${value}\``;
  return field instanceof z.ZodOptional ? '' : '**required**';
}

function descriptionOf(name: string, field: z.ZodType): string {
  const { description } = field;
  if (!description) throw new Error(`${name} has no description`);
  return description;
}
