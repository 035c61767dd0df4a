import type { Browser } from 'playwright-core';

/** Chromium makes the WebP of a PNG: no library is needed. `quality` is from 0 to 1. */
export async function webpOf(browser: Browser | null, png: Buffer, quality: number): Promise<Buffer> {
  if (!browser) throw new Error('the browser has gone');
  const tool = await browser.newPage();
  const base64 = await tool.evaluate(
    async ({ source, wanted }) => {
      const picture = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
      const bytes = new Uint8Array(
        await (await canvas.convertToBlob({ type: 'image/webp', quality: wanted })).arrayBuffer(),
      );
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    { source: `data:image/png;base64,${png.toString('base64')}`, wanted: quality },
  );
  await tool.close();
  return Buffer.from(base64, 'base64');
}

/** A still WebP and how long it is shown. */
export interface Frame {
  readonly webp: Buffer;
  readonly ms: number;
}

/**
 * Puts still WebP pictures of one size together as an animation that is played for ever. Each frame keeps its compressed
 * picture as it is; only the container is written here (developers.google.com/speed/webp/docs/riff_container).
 */
export function animate(frames: readonly Frame[], width: number, height: number): Buffer {
  const size = Buffer.concat([uint24(width - 1), uint24(height - 1)]);
  const isAnimation = Buffer.from([2, 0, 0, 0]);
  const endless = Buffer.alloc(6);
  const chunks = [
    chunk('VP8X', Buffer.concat([isAnimation, size])),
    chunk('ANIM', endless),
    ...frames.map(({ webp, ms }) => {
      const place = Buffer.alloc(6); // from the corner at the top left
      const opaque = Buffer.from([2]); // takes the place of what was there before
      return chunk('ANMF', Buffer.concat([place, size, uint24(ms), opaque, pixelsOf(webp)]));
    }),
  ];
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
}

/** The chunks of a still picture that hold its pixels, as they are. */
function pixelsOf(webp: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 12; at + 8 <= webp.length;) {
    const end = at + 8 + padded(webp.readUInt32LE(at + 4));
    if (['ALPH', 'VP8 ', 'VP8L'].includes(webp.toString('latin1', at, at + 4)))
      kept.push(webp.subarray(at, end));
    at = end;
  }
  if (kept.length === 0) throw new TypeError('a frame must be a WebP picture');
  return Buffer.concat(kept);
}

function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8, name, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(padded(content.length) - content.length)]);
}

function padded(length: number): number {
  return length + (length % 2);
}

function uint24(value: number): Buffer {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE(value, 0, 3);
  return bytes;
}
