import { createPicture } from '../paint/pixels.ts';
import type { Picture } from '../paint/pixels.ts';

const pictures = new WeakMap<HTMLCanvasElement, Picture>();

/** What a canvas was painted with, pixel by pixel. */
export function pictureOf(canvas: HTMLCanvasElement): Picture | undefined {
  return pictures.get(canvas);
}

/** The picture that belongs to a canvas, made anew when its size in device pixels changes. */
export function pictureOn(
  canvas: HTMLCanvasElement | null,
  width: number,
  height: number,
  ratio: number,
): Picture | undefined {
  if (!canvas || width < 1 || height < 1) return undefined;
  const known = pictures.get(canvas);
  if (known?.width === width && known.height === height) return known;
  canvas.width = width;
  canvas.height = height;
  canvas.style.width = `${width / ratio}px`;
  canvas.style.height = `${height / ratio}px`;
  const picture = createPicture(width, height);
  pictures.set(canvas, picture);
  return picture;
}

/** Puts a picture on its canvas. */
export function show(canvas: HTMLCanvasElement | null, { width, height, pixels }: Picture): void {
  const bytes = new Uint8ClampedArray(pixels.buffer as ArrayBuffer, pixels.byteOffset, pixels.byteLength);
  canvas?.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0);
}
