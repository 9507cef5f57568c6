let context: CanvasRenderingContext2D | null | undefined;

/** A name as it fits into so many pixels: where it is too long its middle is left out, since names differ at both ends. */
export function shortened(text: string, width: number): string {
  if (context === undefined) {
    context = document.createElement('canvas').getContext('2d');
    if (context) context.font = `600 13px ${getComputedStyle(document.body).fontFamily}`;
  }
  const isTooWide = (candidate: string): boolean => (context?.measureText(candidate).width ?? 0) > width;
  if (!isTooWide(text)) return text;
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  for (let kept = letters.length - 1; kept > 2; kept--) {
    const head = Math.ceil(kept / 2);
    const candidate = `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (kept - head)).join('')}`;
    if (!isTooWide(candidate)) return candidate;
  }
  return '…';
}
