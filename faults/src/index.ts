export { FaultProvider } from './provider/fault-provider.js';
export { modelNameOf, modelNames } from './provider/faults/fault-table.js';
export { ProviderCall } from './provider/provider-call.js';
