const SIDE = 28;

/** A map of 28×28 numbers from 0 to 255 as a grey PNG. */
export async function encodeMap(map: Uint8Array): Promise<Buffer> {
  // Loaded when somebody asks for a map: the threads that decode pictures have their own.
  const { default: sharp } = await import('sharp');
  return sharp(map, { raw: { width: SIDE, height: SIDE, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}
