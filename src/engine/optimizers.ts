/** Gradient descent, θ ← θ − learningRate · dθ. Mutates `values`; both arrays are [parameterCount]. */
export function gradientDescent(values: Float64Array, gradient: Float64Array, learningRate: number): void {
  for (let i = 0; i < values.length; i++) values[i]! -= learningRate * gradient[i]!;
}
