/** What a saved run can be written as. */
export const EXPORT_KINDS = ['numpy', 'pytorch', 'optuna', 'onnx', 'npz', 'csv', 'notebook', 'html'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];
