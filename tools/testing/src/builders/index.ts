export * from './a-chat-request.js';
export * from './a-virtual-model.js';
