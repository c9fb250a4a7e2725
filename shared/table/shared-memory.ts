// Memory for columns: shared between workers where the page is isolated, which is where the platform
// has SharedArrayBuffer at all.

export function bufferOf(bytes: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === 'undefined'
    ? new ArrayBuffer(bytes)
    : new SharedArrayBuffer(bytes);
}
