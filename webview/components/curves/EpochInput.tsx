import { useState } from 'preact/hooks';
import { t } from '#engine/translation';
import { parseEpoch, whole } from '../../format.ts';
import { TextField } from '../../ui/controls.tsx';

interface EpochInputProps {
  readonly label: string;
  readonly epoch: number;
  readonly onChange: (epoch: number) => void;
}

/** An epoch to be typed; what is not one is forgotten. */
export function EpochInput({ label, epoch, onChange }: EpochInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      label={label}
      value={typed ?? whole(epoch)}
      invalid={typed !== null && parseEpoch(typed) === undefined ? t('must be a whole number') : undefined}
      onInput={setTyped}
      onEscape={() => setTyped(null)}
      onCommit={(text) => {
        const wanted = parseEpoch(text);
        setTyped(null);
        if (wanted !== undefined && wanted !== epoch) onChange(wanted);
      }}
    />
  );
}
