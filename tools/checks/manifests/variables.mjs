import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf } from './name-of.mjs';
import { environmentOf, listWorkloads } from './workloads.mjs';

/**
 * What the services are started with: each command is built from an existing source file, each variable is one the
 * services know, and compose and Kubernetes give a service the same ones.
 */
export function checkVariables({ overlays, compose, documented, root }) {
  const composeStarts = [...compose].map(([name, { command, environment }]) => ({
    label: `docker-compose.yml: ${name}`,
    name,
    entry: command?.[0],
    variables: Object.keys(environment ?? {}),
  }));
  const kubernetesStarts = overlays.flatMap(({ name: overlay, objects }) =>
    listWorkloads(objects).flatMap(({ object, containers }) =>
      containers.map((container) => ({
        label: `k8s/overlays/${overlay}: ${nameOf(object)}`,
        name: container.name,
        entry: container.args?.[0],
        variables: [...environmentOf(container, objects).keys()],
        container,
      })),
    ),
  );
  const starts = [...composeStarts, ...kubernetesStarts];
  return [
    ...starts.flatMap((start) => wrongEntry(start, root)),
    ...(documented ? starts.flatMap((start) => unknownVariables(start, documented)) : []),
    ...kubernetesStarts.flatMap(wrongPort),
    ...kubernetesStarts.flatMap((start) => differences(start, composeStarts)),
  ];
}

function wrongEntry({ label, entry }, root) {
  const [, app, file] = /^apps\/([\w-]+)\/dist\/([\w-]+)\.js$/.exec(entry ?? '') ?? [];
  if (app === undefined) return [`${label}: is started with ${entry}, not with apps/<name>/dist/<file>.js`];
  const source = `apps/${app}/src/${file}.ts`;
  return existsSync(join(root, source))
    ? []
    : [`${label}: is started with ${entry}, but there is no ${source}`];
}

const unknownVariables = ({ label, variables }, documented) =>
  variables
    .filter((name) => !documented.has(name))
    .map((name) => `${label}: ${name} is not in docs/config.md`);

function wrongPort({ label, container }) {
  const ports = (container.ports ?? []).map(({ containerPort }) => String(containerPort));
  return (container.env ?? [])
    .filter(({ name, value }) => name.endsWith('_PORT') && !ports.includes(value))
    .map(
      ({ name, value }) =>
        `${label}: ${name} is ${value}, but the container's ports are ${ports.join(', ') || 'none'}`,
    );
}

function differences({ label, name, entry, variables }, composeStarts) {
  const twin = composeStarts.find((start) => start.name === name);
  if (twin === undefined) return [`${label}: docker-compose.yml has no service ${name}`];
  const problems =
    twin.entry === entry
      ? []
      : [`${label}: is started with ${entry}, in docker-compose.yml with ${twin.entry}`];
  for (const variable of variables) {
    if (!twin.variables.includes(variable))
      problems.push(`${label}: ${variable} is set here, but not in docker-compose.yml`);
  }
  for (const variable of twin.variables) {
    if (!variables.includes(variable))
      problems.push(`${label}: ${variable} is set in docker-compose.yml, but not here`);
  }
  return problems;
}
