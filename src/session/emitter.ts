/** Something that happened, told to whoever listens. A listener that throws does not keep the others from hearing. */
export class Emitter<Event> {
  private readonly listeners = new Set<(event: Event) => void>();

  /** Calls `listener` for each event until the returned function is called; calling that twice is harmless. */
  on(listener: (event: Event) => void): () => void {
    const own = (event: Event) => listener(event); // the same function given twice is heard twice
    this.listeners.add(own);
    return () => this.listeners.delete(own);
  }

  emit(event: Event): void {
    const thrown: unknown[] = [];
    for (const listener of [...this.listeners]) {
      try {
        listener(event);
      } catch (error) {
        thrown.push(error);
      }
    }
    if (thrown.length > 0) throw new AggregateError(thrown, 'a listener failed');
  }

  /** How many listen. */
  get size(): number {
    return this.listeners.size;
  }
}
