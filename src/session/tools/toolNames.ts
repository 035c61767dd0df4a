/** The language-model tools of the manifest. */
export const TOOL_NAMES = [
  'irisNetwork_train',
  'irisNetwork_describeRun',
  'irisNetwork_explainEpoch',
  'irisNetwork_findWhen',
] as const;
export type ToolName = (typeof TOOL_NAMES)[number];
