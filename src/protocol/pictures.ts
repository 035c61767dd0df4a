/** What a view can be saved as. */
export const PICTURE_FORMATS = ['svg', 'png'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** The most bytes that a picture may have: within what the host takes of a page in one message. */
export const MOST_PICTURE_BYTES = 3_500_000;

const MOST_VIEWS = 100;
const MOST_NAME = 200;

/** How the files begin: `<?xml `, and the signature of PNG. */
const STARTS: Readonly<Record<PictureFormat, readonly number[]>> = {
  svg: [0x3c, 0x3f, 0x78, 0x6d, 0x6c, 0x20],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
};

export function checkFormat(value: unknown): PictureFormat {
  const format = PICTURE_FORMATS.find((one) => one === value);
  if (!format) throw new TypeError('a picture is saved as svg or png');
  return format;
}

/** The names of views, as a page tells them. */
export function checkViews(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length > MOST_VIEWS) {
    throw new TypeError(`views must be a list of at most ${MOST_VIEWS}`);
  }
  return value.map((name: unknown) => {
    if (typeof name !== 'string' || name.length > MOST_NAME) throw new TypeError('a view must have a name');
    return name;
  });
}

/** The bytes of a picture, which begin as those of its format do. */
export function checkPicture(value: unknown, format: PictureFormat): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length > MOST_PICTURE_BYTES) {
    throw new TypeError(`a picture must be at most ${MOST_PICTURE_BYTES} bytes`);
  }
  if (!STARTS[format].every((byte, i) => value[i] === byte)) {
    throw new TypeError(`a picture must be ${format.toUpperCase()}`);
  }
  return value;
}
