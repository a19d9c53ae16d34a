import { nameOf } from './name-of.mjs';

/** Whether an object is what the Kubernetes API takes: right types, nothing missing, no field it does not know. */
export async function checkSchema(object) {
  const label = nameOf(object);
  const Model = await findModel(object);
  if (Model === undefined) return [`${label}: ${object.apiVersion} has no kind ${object.kind}`];
  const tracker = createTracker();
  const problems = [];
  try {
    Model.prototype.validate.call(tracker.track(object));
  } catch (error) {
    problems.push(
      ...(error.errors ?? [error]).map((each) => `${label}: ${each.instancePath ?? ''} ${each.message}`),
    );
  }
  return [
    ...problems,
    ...tracker.listUnread(object).map((path) => `${label}: ${path} is not a field of the API`),
  ];
}

async function findModel({ apiVersion, kind }) {
  try {
    return (await import(`kubernetes-models/${apiVersion}/${kind}`))[kind];
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED')
      return undefined;
    throw error;
  }
}

/**
 * The schemas let unknown fields pass, so a misspelt one would go unnoticed. But they read every field they know:
 * what was not read is unknown.
 */
function createTracker() {
  const readKeys = new WeakMap();

  const track = (value) => {
    if (value === null || typeof value !== 'object') return value;
    const read = readKeys.get(value) ?? new Set();
    readKeys.set(value, read);
    return new Proxy(value, {
      get(target, key) {
        read.add(key);
        return Object.hasOwn(target, key) ? track(target[key]) : Reflect.get(target, key);
      },
    });
  };

  const listUnread = (value, path = '') => {
    if (value === null || typeof value !== 'object') return [];
    const read = readKeys.get(value);
    return Object.keys(value).flatMap((key) =>
      read?.has(key) ? listUnread(value[key], `${path}/${key}`) : [`${path}/${key}`],
    );
  };

  return { track, listUnread };
}
