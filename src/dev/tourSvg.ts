/** What of a drawing differs by where it was taken: fonts of this system, the view's name, more digits than can be seen. */
const CAPTION =
  /^[^]*?<rect width="(?<width>[\d.]+)" height="(?<height>[\d.]+)" fill="(?<paper>[^"]+)"\/>\n<text [^>]*>[^<]*<\/text>\n/;
const CAPTION_HEIGHT = 22; // what a saved picture has above its view
const GAP = 4; // between two views
const SEEN = 0.2; // of a pixel; a curve that goes by less beside its points is the same curve

/** Saved pictures of views as one, below one another and without their names, as small as it can be for the eye. */
export function tourPicture(drawings: readonly string[]): string {
  let [width, height, paper] = [0, 0, ''];
  const parts = drawings.map((drawing, i) => {
    const { groups } = CAPTION.exec(drawing) ?? {};
    if (!groups) throw new TypeError('a view is to be saved with its name above it');
    const content = drawing.replace(CAPTION, '').replace(/<\/svg>\s*$/, '');
    const part = `<g transform="translate(0 ${height - CAPTION_HEIGHT})">${withIds(content, i)}</g>`;
    width = Math.max(width, Number(groups['width']));
    height += Number(groups['height']) - CAPTION_HEIGHT + GAP;
    paper = groups['paper'] ?? paper;
    return part;
  });
  return svgOf(width, height - GAP, paper, smaller(parts.join('')));
}

/** A document on its own ground. Who looks at it may have other fonts: each text has the length that it had here. */
export function svgOf(width: number, height: number, paper: string, content: string): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const font = 'font-family="system-ui,sans-serif" font-variant="tabular-nums lining-nums"';
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${font}><rect width="100%" height="100%" fill="${paper}"/>${content}</svg>\n`;
}

/** No two views have the same ids in one document. */
function withIds(content: string, view: number): string {
  return content.replace(/ id="/g, `$&v${view}`).replace(/url\(#/g, `$&v${view}`);
}

function smaller(content: string): string {
  return content
    .replace(/ d="(M[^"A-KN-Zac-z]*)"/g, (_, d: string) => ` d="${thinned(d)}"`)
    .replace(/ font-family="[^"]*mono[^"]*"/gi, ' font-family="monospace"')
    .replace(/ font-family="(?!monospace)[^"]*"/g, '')
    .replace(/ stroke-linejoin="miter"/g, '')
    .replace(/ (?:x|y|x1|y1|x2|y2|cx|cy|textLength|points|d)="[^"]*"/g, rounded)
    .replace(/ transform="[^"]*"/g, (text) =>
      text.replace(/\d+\.\d{3,}/g, (n) => String(+Number(n).toFixed(2))),
    )
    .replace(/>\n</g, '><');
}

function rounded(text: string): string {
  return text.replace(/\d+\.\d{2,}/g, (number) => String(+Number(number).toFixed(1)));
}

type Point = readonly [x: number, y: number];

/** A path of straight lines through fewer points: charts give each column of pixels its lowest and its highest one. */
function thinned(d: string): string {
  return d.replace(/M[^MZ]*/g, (stroke) => {
    const points = stroke.match(/[^ML]+/g)?.map((pair): Point => {
      const [x = 0, y = 0] = pair.trim().split(' ').map(Number);
      return [x, y];
    });
    if (!points || points.length < 9) return stroke;
    const kept = simplified(withoutReturns(points));
    return `M${kept.map(([x, y]) => `${x} ${y}`).join('L')}`;
  });
}

/** Leaves out where a line goes to and fro within a column without leaving what it covers there anyway. */
function withoutReturns(points: readonly Point[]): readonly Point[] {
  return points.filter(([x, y], i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (!before || !after || Math.abs(after[0] - before[0]) > 1) return true;
    const column = points.filter(([other]) => Math.abs(other - x) < SEEN);
    const [first, last] = [column[0], column[column.length - 1]];
    if (!first || !last || column.length < 3) return true;
    const isEnd = points[i] === first || points[i] === last;
    return isEnd || y < Math.min(first[1], last[1]) - SEEN || y > Math.max(first[1], last[1]) + SEEN;
  });
}

/** Ramer, Douglas and Peucker's: what lies less than can be seen beside a straight line is left out. */
function simplified(points: readonly Point[]): readonly Point[] {
  const [from, to] = [points[0], points[points.length - 1]];
  if (!from || !to || points.length < 3) return points;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const distances = points.map(([x, y]) =>
    length === 0
      ? Math.hypot(x - from[0], y - from[1])
      : Math.abs(dx * (y - from[1]) - dy * (x - from[0])) / length,
  );
  const farthest = Math.max(...distances);
  if (farthest < SEEN) return [from, to];
  const at = distances.indexOf(farthest);
  return [...simplified(points.slice(0, at + 1)).slice(0, -1), ...simplified(points.slice(at))];
}
