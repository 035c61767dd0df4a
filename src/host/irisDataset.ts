import type { Dataset } from '#engine/dataset';
import iris from '../../data/iris.csv';

/** The bundled iris, which was read when the extension was built. */
export const irisDataset: Dataset = {
  ...iris,
  values: Float64Array.from(iris.values),
  labels: Int32Array.from(iris.labels),
};
