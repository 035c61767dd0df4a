import { t } from './translation.ts';

/** The constants of the arithmetic, by the names that programs know them by. */
export type SymbolName =
  | 'measured'
  | 'mean'
  | 'standard deviation'
  | 'training rows'
  | 'label'
  | 'offset'
  | 'largest score'
  | 'drawn'
  | 'trained'
  | 'change'
  | 'learning rate'
  | 'momentum'
  | 'velocity'
  | 'velocity before'
  | 'learning rate / (√v̂ + ε)'
  | 'β₁ · mean before / (1 − β₁ᵗ)'
  | '(1 − β₁) / (1 − β₁ᵗ)'
  | 'm̂'
  | 'v̂';

/** The same for a person; empty for what has no name. */
export function symbolText(name: SymbolName | null | undefined): string {
  switch (name) {
    case null:
    case undefined:
      return '';
    case 'measured':
      return t('measured');
    case 'mean':
      return t('mean');
    case 'standard deviation':
      return t('standard deviation');
    case 'training rows':
      return t('training rows');
    case 'label':
      return t('label');
    case 'offset':
      return t('offset');
    case 'largest score':
      return t('largest score');
    case 'drawn':
      return t('drawn');
    case 'trained':
      return t('trained');
    case 'change':
      return t('change');
    case 'learning rate':
      return t('learning rate');
    case 'momentum':
      return t('momentum');
    case 'velocity':
      return t('velocity');
    case 'velocity before':
      return t('velocity before');
    case 'learning rate / (√v̂ + ε)':
      return t('learning rate / (√v̂ + ε)');
    case 'β₁ · mean before / (1 − β₁ᵗ)':
      return t('β₁ · mean before / (1 − β₁ᵗ)');
    case '(1 − β₁) / (1 − β₁ᵗ)':
    case 'm̂':
    case 'v̂':
      return name;
  }
}
