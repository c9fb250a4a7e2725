// Long work that can pause: a generator that yields wherever other work may come in between.

/** Works through to the end without a pause. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
