import { useEffect, useRef } from 'react';

/** A picture as RGBA bytes. */
export interface PixelCanvasProps {
  readonly width: number;
  readonly height: number;
  /** width × height × 4 bytes. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** What it shows, for those who do not see it; empty where the text beside it says so. */
  readonly label: string;
  readonly className?: string;
}

/** Draws pixels, each a square, as large as the style says. */
export function PixelCanvas({ width, height, rgba, label, className }: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  }, [rgba, width, height]);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      className={`pixels ${className ?? ''}`}
      {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
