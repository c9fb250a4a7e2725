// The hash behind tables, marks and ids that need no secret.

/** 32 bits of FNV-1a over the text's UTF-16 units, signed; `state` is where an earlier text left it. */
export function fnv1a(text: string, state = 0x811c9dc5 | 0): number {
  let hash = state;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
