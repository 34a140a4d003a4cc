import { NATIVE_WASM } from './native-wasm.ts';

/** The types of Node leave it out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** What the module exports; see `inflate.c` and `cut.c`. Addresses and sizes are in bytes. */
interface Native {
  /** It never grows, so that views of it stay. */
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly start: () => number;
  readonly inflate: (inAt: number, inBytes: number, outAt: number, outBytes: number) => number;
  readonly cut: (jsonAt: number, jsonBytes: number, eventsAt: number, mostEvents: number) => number;
}

const module = new WebAssembly.Module(Buffer.from(NATIVE_WASM, 'base64'));

/** What is done to the bytes of a delivery, and the memory in which it is done. */
export const native = new WebAssembly.Instance(module).exports as Native;
