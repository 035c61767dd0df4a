/** 2,600 */
export function grouped(n: number): string {
  return n.toLocaleString('en');
}
