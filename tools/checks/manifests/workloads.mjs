/** Everything that starts pods, with what the checks ask about it. */
export function listWorkloads(objects) {
  return objects
    .filter((object) => object.spec?.template?.spec?.containers)
    .map((object) => ({
      object,
      labels: object.spec.template.metadata?.labels ?? {},
      pod: object.spec.template.spec,
      containers: [
        ...object.spec.template.spec.containers,
        ...(object.spec.template.spec.initContainers ?? []),
      ],
    }));
}

/** Every key and value the container finds in its environment; a value from elsewhere is undefined. */
export function environmentOf(container, objects) {
  const environment = new Map();
  for (const { configMapRef } of container.envFrom ?? []) {
    const data = findByName(objects, 'ConfigMap', configMapRef?.name)?.data ?? {};
    for (const [name, value] of Object.entries(data)) environment.set(name, value);
  }
  for (const { name, value } of container.env ?? []) environment.set(name, value);
  return environment;
}

export const findByName = (objects, kind, name) =>
  objects.find((object) => object.kind === kind && object.metadata?.name === name);

/** Whether a container listens on a port given by name or number. */
export const hasPort = ({ ports = [] }, port) =>
  ports.some(({ name, containerPort }) =>
    typeof port === 'string' ? name === port : containerPort === port,
  );
