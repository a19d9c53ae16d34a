// The part of WebAssembly's JavaScript API in use here; TypeScript only ships it with the browser's types.
declare namespace WebAssembly {
  type ModuleImports = Record<string, unknown>;
  class Module {}
  class Instance {
    readonly exports: Record<string, unknown>;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports: Record<string, ModuleImports>): Promise<Instance>;
}
