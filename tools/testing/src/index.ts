export * from './openai-frames.js';
export * from './scripted-upstream.js';
export * from './service-process.js';
export * from './stores.js';
export * from './switchyard.js';
export * from './test-database.js';
export * from './test-redis.js';
export * from './wait-for.js';
