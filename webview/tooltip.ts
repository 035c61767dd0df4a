/** Where a tooltip points to, in the window. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

const DISTANCE = 12;

/** The page's one tooltip: exact values under the pointer, at once. What it says is asked for again when the epoch changes. */
export class Tooltip {
  private readonly element: HTMLElement;
  private text: (() => string) | null = null;
  private spot: Spot = { x: 0, y: 0 };

  constructor(parent: HTMLElement) {
    this.element = parent.ownerDocument.createElement('div');
    this.element.className = 'tooltip';
    this.element.setAttribute('role', 'tooltip');
    this.element.hidden = true;
    parent.append(this.element);
    parent.ownerDocument.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.hide();
    });
  }

  show(spot: Spot, text: () => string): void {
    this.text = text;
    this.spot = spot;
    this.refresh();
  }

  hide(): void {
    this.text = null;
    this.element.hidden = true;
  }

  /** Says what holds now; nothing to say hides it. */
  refresh(): void {
    const text = this.text?.() ?? '';
    if (text === '') {
      this.element.hidden = true;
      return;
    }
    this.element.textContent = text;
    this.element.hidden = false;
    const { offsetWidth, offsetHeight } = this.element;
    const { innerWidth, innerHeight } = window;
    const below = this.spot.y + DISTANCE + 6;
    const left = Math.min(this.spot.x + DISTANCE, innerWidth - offsetWidth - 4);
    const top = below + offsetHeight > innerHeight ? this.spot.y - DISTANCE - offsetHeight : below;
    this.element.style.transform = `translate(${Math.max(4, Math.round(left))}px, ${Math.max(4, Math.round(top))}px)`;
  }
}
