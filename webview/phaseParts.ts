import { assertNever } from '#engine/assertNever';
import type { ArrayName } from '#engine/arrays';
import type { Phase } from '#engine/phases';

/** What of the Network page takes part in a phase; all else is dimmed. Layers are counted from 0, the input. */
export interface PhaseParts {
  readonly nodes: readonly number[]; // layers
  readonly edges: readonly number[]; // by the layer that they lead to
  readonly matrices: readonly number[]; // by the layer that they lead to
  readonly masks: boolean;
  readonly outputs: boolean;
  readonly loss: boolean;
}

const NOTHING: PhaseParts = {
  nodes: [],
  edges: [],
  matrices: [],
  masks: false,
  outputs: false,
  loss: false,
};

export function partsOf({ kind, layer, results }: Phase): PhaseParts {
  switch (kind) {
    case 'scores':
      return { ...NOTHING, nodes: [layer - 1, layer], edges: [layer], matrices: [layer] };
    case 'activation':
      return { ...NOTHING, nodes: [layer], masks: true };
    case 'softmax':
      return { ...NOTHING, nodes: [layer], outputs: true };
    case 'loss':
      return { ...NOTHING, nodes: [layer], outputs: true, loss: true };
    case 'outputGradient':
      return { ...NOTHING, nodes: [layer], outputs: true };
    case 'handBack':
      return { ...NOTHING, nodes: [layer, layer + 1], edges: [layer + 1], matrices: [layer + 1] };
    case 'mask':
      return { ...NOTHING, nodes: [layer], masks: true };
    case 'weightGradient':
      return { ...NOTHING, nodes: [layer - 1, layer], edges: [layer], matrices: [layer] };
    case 'update': {
      const layers = [...new Set(results.map((array) => array.layer))];
      return { ...NOTHING, edges: layers, matrices: layers };
    }
    default:
      return assertNever(kind);
  }
}

/**
 * The array whose value stands at the nodes of a layer: what is there when the phase has been computed. Null: nothing
 * yet.
 */
export function nodeArray(phase: Phase, layer: number, last: number): ArrayName | null {
  if (layer === 0) return 'X';
  const forward = layer === last ? 'P' : 'A';
  switch (phase.kind) {
    case 'scores':
      return layer === phase.layer ? 'Z' : layer < phase.layer ? forward : null;
    case 'activation':
    case 'softmax':
      return layer <= phase.layer ? forward : null;
    case 'loss':
    case 'update':
      return forward;
    case 'outputGradient':
      return layer === last ? 'dZ' : forward;
    case 'handBack':
      return layer === phase.layer ? 'dA' : layer > phase.layer ? 'dZ' : forward;
    case 'mask':
    case 'weightGradient':
      return layer >= phase.layer ? 'dZ' : forward;
    default:
      return assertNever(phase.kind);
  }
}
