import type { Canvas } from '@napi-rs/canvas'

/** A page image made ready for recognition: grey, upright, evenly lit, without seals. */
export interface CleanPage {
  width: number
  height: number
  /** One byte a pixel, 0 black to 255 white, row by row. */
  grey: Uint8Array
  /** How far the paper lay askew, in radians, clockwise; already undone. */
  skew: number
}

/** Paper and ink as clean pages have them. */
const WHITE = 255

/**
 * Makes a page image ready for recognition. Each step was kept because it lowers the errors of real scans
 * (docs/decisions/0010): coloured ink goes, the light is evened out, a skew of up to `MOST_SKEW` is undone.
 */
export function cleanPage(canvas: Canvas): CleanPage {
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  const page = { width, height, grey: withoutSeals(data, width) }
  evenOut(page)
  const skew = skewOf(page)
  return {
    ...(Math.abs(skew) < LEAST_SKEW ? page : turnedBack(page, skew)),
    skew: Math.abs(skew) < LEAST_SKEW ? 0 : skew,
  }
}

/** Least part of a page that is coloured ink before it may be a stamp: a mark of three letters has several times as much. */
const STAMPED = 0.0002

/**
 * The coloured ink of a page alone, black on white: what a seal or a stamp says, which `cleanPage` takes away. Null where
 * there is next to none.
 */
export function stampsOf(canvas: Canvas): CleanPage | null {
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  const grey = new Uint8Array(width * height).fill(WHITE)
  let inked = 0
  for (let i = 0, p = 0; i < grey.length; i++, p += 4) {
    const [r, g, b] = [data[p]!, data[p + 1]!, data[p + 2]!]
    if (r - Math.max(g, b) <= COLOURED && !(b - r > COLOURED && b - g > COLOURED / 2)) continue
    grey[i] = 0
    inked++
  }
  return inked < grey.length * STAMPED ? null : { width, height, grey, skew: 0 }
}

/** So much more of one colour than of the others, of 255, makes an ink red or blue. */
const COLOURED = 40
/** Above this part of all ink a colour is what the page is written in, and stays. */
const OWN_INK = 0.35

/**
 * Grey values in which the ink of seals (red) and signatures (blue) is taken for paper, while the black print under it
 * stays: such ink is light in its own colour, black is not.
 */
function withoutSeals(data: Uint8ClampedArray, width: number): Uint8Array {
  const grey = new Uint8Array(data.length / 4)
  const lit = new Uint8Array(grey.length)
  let [dark, red, blue] = [0, 0, 0]
  for (let i = 0, p = 0; i < grey.length; i++, p += 4) {
    const [r, g, b] = [data[p]!, data[p + 1]!, data[p + 2]!]
    const value = (r * 77 + g * 150 + b * 29) >> 8
    grey[i] = value
    if (r - Math.max(g, b) > COLOURED) {
      red++
      lit[i] = 1
    } else if (b - r > COLOURED && b - g > COLOURED / 2) {
      blue++
      lit[i] = 2
    } else if (value < 128) dark++
  }
  const all = dark + red + blue
  const [takeRed, takeBlue] = [red < all * OWN_INK, blue < all * OWN_INK]
  for (let i = 0, p = 0; i < grey.length; i++, p += 4) {
    if (lit[i] === 1 && takeRed) grey[i] = lightened(data[p]!)
    else if (lit[i] === 2 && takeBlue) grey[i] = lightened(data[p + 2]!)
    else if (lit[i] !== 0 || grey[i]! <= EDGE) continue
    else if (touches(i)) grey[i] = WHITE
  }

  /** The edges of a stroke are blurred towards grey, and JPEG keeps colour at half the resolution. */
  function touches(at: number): boolean {
    for (let away = 1; away <= 3; away++)
      for (const near of [at - away, at + away, at - away * width, at + away * width]) {
        const colour = lit[near]
        if ((colour === 1 && takeRed) || (colour === 2 && takeBlue)) return true
      }
    return false
  }
  return grey
}

/** Black print is darker than this even beside a seal. */
const EDGE = 75

/** Ink of a seal is light in its own colour channel; print under it is darker than any such ink. */
const lightened = (channel: number): number => (channel > 110 ? WHITE : channel)

/** Side of the squares in which the brightness of the paper is taken, in pixels. */
const SQUARE = 48

/** Divides by the brightness of the paper around, so that shadows, yellow paper and a dark edge become white. */
function evenOut({ width, height, grey }: Pick<CleanPage, 'width' | 'height' | 'grey'>): void {
  const [across, down] = [Math.ceil(width / SQUARE), Math.ceil(height / SQUARE)]
  const paper = new Float32Array(across * down)
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) paper[row * across + column] = brightness(column, row)

  function brightness(column: number, row: number): number {
    // The brightest fifth of a square is paper, however dense its print.
    const counts = new Uint32Array(256)
    let seen = 0
    for (let y = row * SQUARE; y < Math.min(height, (row + 1) * SQUARE); y += 2)
      for (let x = column * SQUARE; x < Math.min(width, (column + 1) * SQUARE); x += 2) {
        counts[grey[y * width + x]!]!++
        seen++
      }
    let value = 255
    for (let brighter = counts[value]!; value > 0 && brighter < seen * 0.2; brighter += counts[value]!) value--
    // A square that is all dark is a picture or a shadow's core: it is not made white.
    return Math.max(value, 90)
  }

  for (let y = 0; y < height; y++) {
    const fy = Math.min(down - 1, Math.max(0, y / SQUARE - 0.5))
    const [y0, wy] = [Math.floor(fy), fy - Math.floor(fy)]
    const [above, below] = [y0 * across, Math.min(down - 1, y0 + 1) * across]
    for (let x = 0; x < width; x++) {
      const fx = Math.min(across - 1, Math.max(0, x / SQUARE - 0.5))
      const x0 = Math.floor(fx)
      const wx = fx - x0
      const x1 = Math.min(across - 1, x0 + 1)
      const top = paper[above + x0]! * (1 - wx) + paper[above + x1]! * wx
      const foot = paper[below + x0]! * (1 - wx) + paper[below + x1]! * wx
      const i = y * width + x
      grey[i] = Math.min(WHITE, (grey[i]! * WHITE) / (top * (1 - wy) + foot * wy))
    }
  }
}

/** Greatest skew looked for, and the least that is undone, in radians. */
const MOST_SKEW = (5 * Math.PI) / 180
const LEAST_SKEW = (0.12 * Math.PI) / 180

/** Pixels from one column of samples to the next, and the height of a row of ink, in parts of the page's width. */
const ACROSS = 1 / 240
const COARSE = 1 / 600
/** Rules are thin and long: what is exact for them is a row no higher than they are. */
const FINE = 1 / 1800

/** The angle at which the ink falls into the sharpest rows: how the lines of print run. */
function skewOf({ width, height, grey }: Pick<CleanPage, 'width' | 'height' | 'grey'>): number {
  const step = Math.max(2, Math.round(width * ACROSS))
  // The edges of a scan show the lid of the scanner.
  const [marginX, marginY] = [Math.round(width * 0.04), Math.round(height * 0.04)]
  const xs: number[] = []
  const ys: number[] = []
  for (let y = marginY; y < height - marginY; y++)
    for (let x = marginX; x < width - marginX; x += step)
      if (grey[y * width + x]! < 110) {
        xs.push(x)
        ys.push(y)
      }
  if (xs.length < 500) return 0
  const spread = Math.ceil(width * Math.tan(MOST_SKEW * 1.2))
  const counts = new Float64Array(height + spread * 2)
  const sharpness = (angle: number, row: number): number => {
    counts.fill(0)
    const slope = Math.tan(angle)
    for (let i = 0; i < xs.length; i++) counts[Math.round((ys[i]! - xs[i]! * slope + spread) / row)]!++
    let sum = 0
    for (const count of counts) sum += count * count
    return sum
  }
  const search = (middle: number, reach: number, by: number, row: number): number => {
    let best = middle
    let most = sharpness(middle, row)
    for (let angle = middle - reach; angle <= middle + reach; angle += by) {
      const found = sharpness(angle, row)
      if (found > most) {
        most = found
        best = angle
      }
    }
    return best
  }
  const degree = Math.PI / 180
  const coarse = search(0, MOST_SKEW, 0.4 * degree, Math.max(1, width * COARSE))
  const near = search(coarse, 0.4 * degree, 0.1 * degree, Math.max(1, width * COARSE))
  return search(near, 0.15 * degree, 0.025 * degree, Math.max(1, width * FINE))
}

/** The page turned about its middle by `-skew`; what comes in from outside is white. */
function turnedBack(
  { width, height, grey }: Pick<CleanPage, 'width' | 'height' | 'grey'>,
  skew: number,
): Pick<CleanPage, 'width' | 'height' | 'grey'> {
  const out = new Uint8Array(grey.length).fill(WHITE)
  const [cos, sin] = [Math.cos(skew), Math.sin(skew)]
  const [cx, cy] = [width / 2, height / 2]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sx = cx + (x - cx) * cos - (y - cy) * sin
      const sy = cy + (x - cx) * sin + (y - cy) * cos
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)]
      if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) continue
      const [wx, wy] = [sx - x0, sy - y0]
      const i = y0 * width + x0
      out[y * width + x] =
        (grey[i]! * (1 - wx) + grey[i + 1]! * wx) * (1 - wy) +
        (grey[i + width]! * (1 - wx) + grey[i + width + 1]! * wx) * wy
    }
  }
  return { width, height, grey: out }
}
