/** A table that comes with the extension, read by esbuild.mjs as `readDataset` reads it. */
declare module '*.csv' {
  const table: {
    readonly name: string;
    readonly features: readonly string[];
    readonly classes: readonly string[];
    readonly values: readonly number[];
    readonly labels: readonly number[];
  };
  export default table;
}
