/** A picture in memory: one number 0xAABBGGRR per device pixel, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array; // [height × width]
}

export function createPicture(width: number, height: number): Picture {
  return { width, height, pixels: new Uint32Array(width * height) };
}

/** Fills the rectangle [left, right) × [top, bottom) with one colour, cut at the picture's edges. */
export function fillRect(
  { width, height, pixels }: Picture,
  left: number,
  top: number,
  right: number,
  bottom: number,
  colour: number,
): void {
  const x1 = Math.max(0, left);
  const x2 = Math.min(width, right);
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) {
    if (x2 > x1) pixels.fill(colour, y * width + x1, y * width + x2);
  }
}

/** `share` of `colour` over the rest of `ground`, channel by channel; opaque. */
export function mix(colour: number, ground: number, share: number): number {
  const channel = (shift: number) => {
    const a = (colour >>> shift) & 255;
    const b = (ground >>> shift) & 255;
    return Math.round(a * share + b * (1 - share)) << shift;
  };
  return ((255 << 24) | channel(16) | channel(8) | channel(0)) >>> 0;
}

/** The colours of −1 … +1 in 256 steps: 0 is `negative`, 255 is `positive`, the middle `zero`. */
export function divergingTable(negative: number, zero: number, positive: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, i) => {
    const share = (i - 127.5) / 127.5;
    return mix(share < 0 ? negative : positive, zero, Math.abs(share));
  });
}

/** The place of value / scale in a table of 256 colours; what lies beyond the scale gets its end. */
export function tableIndex(value: number, scale: number): number {
  const share = Math.min(1, Math.max(-1, value / scale));
  return Math.round(127.5 + 127.5 * share);
}
