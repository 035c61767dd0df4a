import { refuseBigEndian } from './parameterBytes.ts';
import { bytes, integer, message, text } from './protobuf.ts';
import type { Field } from './protobuf.ts';

/** The messages of an ONNX model that are needed here. The numbers are those of onnx.proto. */

const DOUBLE = 11;
const INT64 = 7;
const ELEMENT_TYPES = { double: DOUBLE, int64: INT64 } as const;
const ATTRIBUTE_INT = 2;

/** NodeProto: an operation, from named values to a named value. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, number>>; // whole numbers
}

/** TensorProto: an array of float64 that is part of the model. */
export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** ValueInfoProto: what goes in or comes out. A size of text is any size, under that name. */
export interface OnnxValue {
  readonly name: string;
  readonly type: keyof typeof ELEMENT_TYPES;
  readonly shape: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** GraphProto. */
export function graphFields(graph: OnnxGraph): Field[] {
  return [
    ...graph.nodes.map((node) => message(1, nodeFields(node))),
    text(2, graph.name),
    ...graph.tensors.map((tensor) => message(5, tensorFields(tensor))),
    ...graph.inputs.map((value) => message(11, valueFields(value))),
    ...graph.outputs.map((value) => message(12, valueFields(value))),
  ];
}

function nodeFields({ operator, inputs, output, attributes = {} }: OnnxNode): Field[] {
  return [
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(3, output), // the node has the name of what it computes
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) =>
      message(5, [text(1, name), integer(3, value), integer(20, ATTRIBUTE_INT)]),
    ),
  ];
}

function tensorFields({ name, shape, data }: OnnxTensor): Field[] {
  refuseBigEndian();
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return [...shape.map((size) => integer(1, size)), integer(2, DOUBLE), text(8, name), bytes(9, raw)];
}

function valueFields({ name, type, shape }: OnnxValue): Field[] {
  const sizes = shape.map((size) =>
    message(1, [typeof size === 'number' ? integer(1, size) : text(2, size)]),
  );
  const tensorType = [integer(1, ELEMENT_TYPES[type]), message(2, sizes)];
  return [text(1, name), message(2, [message(1, tensorType)])];
}
