import { parentPort, workerData } from 'node:worker_threads';
// Of our own, since it decides every layer's digest, which no update of a library or of Node may change; and since it is
// quick: 90 MB/s, where zlib as WebAssembly has 65, pako and fflate have 30 at their quickest levels. `gzip -6` makes 1 to
// 12 % less of the same. Whatever changes a byte of what is written gives every artifact a new digest.
/** How many bytes at most share a code: as many as can be stored; in a tar, small files of all kinds alternate. */
const partSize = 0xffff;
/** How far back the same bytes are looked for, how many of them count, and at how many places they are compared. */
const windowSize = 32 * 1024;
const shortest = 4;
const longest = 258;
const tries = 3;
/** Where nothing has repeated for so many bytes, one more is passed over at a time: they are compressed already. */
const patience = 64;
/**
 * Compresses a block by itself and ends it on a whole byte, so that another can follow. Returns how many bytes of the
 * output it filled. https://www.rfc-editor.org/rfc/rfc1951
 */
export function deflate(block, output) {
    const writer = new BitWriter(output);
    heads.fill(nowhere);
    for (let from = 0; from < block.length; from += partSize) {
        const to = Math.min(block.length, from + partSize);
        writePart(block.subarray(from, to), findTokens(block, from, to), writer);
    }
    writeStored(new Uint8Array(), writer);
    return writer.end;
}
/** The most bytes that a block of so many can become: what does not get smaller is stored. */
export function deflatedLimit(size) {
    return size + Math.ceil(size / partSize) * 512 + 16;
}
/** Tells a thread that runs this file to deflate what it is sent. */
export const deflateThread = 'deflate';
// Not in a file of its own: a thread's file is copied to dist as it is, without what it imports.
if (workerData === deflateThread) {
    parentPort?.on('message', ({ block, output, length }) => {
        const size = deflate(block.subarray(0, length), output);
        parentPort?.postMessage({ block, output, size }, [block.buffer, output.buffer]);
    });
}
// Kept from one part and block to the next, which see nothing of what is in them.
const tokens = new Uint32Array(partSize);
const literalCounts = new Uint32Array(286);
const distanceCounts = new Uint32Array(30);
/** Where four bytes were seen last, by their hash; and for each place, where its own were before. */
const heads = new Int32Array(2 ** 15);
const earlier = new Int32Array(windowSize);
const nowhere = -windowSize;
const endOfPart = 256;
const firstLength = 257;
// A symbol stands for several lengths or distances, which so many of their lowest bits tell apart.
// https://www.rfc-editor.org/rfc/rfc1951#section-3.2.5
const literalBits = Uint8Array.from(literalCounts, (_, symbol) => symbol < firstLength + 8 || symbol === firstLength + 28 ? 0 : ((symbol - firstLength) >> 2) - 1);
const distanceBits = Uint8Array.from(distanceCounts, (_, symbol) => (symbol < 4 ? 0 : (symbol >> 1) - 1));
const lengthSymbols = Uint16Array.from({ length: longest + 1 }, (_, length) => {
    const bits = Math.max(0, 29 - Math.clz32(length - 3));
    return firstLength + (length === longest ? 28 : bits * 4 + ((length - 3) >>> bits));
});
const distanceSymbols = Uint8Array.from({ length: windowSize }, (_, distance) => {
    const bits = Math.max(0, 30 - Math.clz32(distance - 1));
    return bits * 2 + ((distance - 1) >>> bits);
});
/** Turns a part of a block into literal bytes and, for what was there before, `length << 16 | distance`. */
function findTokens(block, from, to) {
    const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    const last = to - shortest;
    let found = 0;
    let literals = 0;
    startCounts();
    for (let at = from; at < to;) {
        const match = at > last ? 0 : findMatch(block, view, at, Math.min(to, at + longest));
        if (match > 0) {
            tokens[found++] = match;
            count(literalCounts, lengthSymbols[match >>> 16] ?? 0);
            count(distanceCounts, distanceSymbols[match & 0xffff] ?? 0);
            literals = 0;
            const next = at + (match >>> 16);
            const stop = Math.min(next, last + 1);
            for (at++; at < stop; at++)
                remember(at, view.getInt32(at, true));
            at = next;
        }
        else {
            const next = Math.min(to, at + 1 + Math.floor(literals / patience));
            literals += next - at;
            for (; at < next; at++) {
                const byte = block[at] ?? 0;
                tokens[found++] = byte;
                count(literalCounts, byte);
            }
        }
    }
    return tokens.subarray(0, found);
}
function startCounts() {
    literalCounts.fill(0);
    distanceCounts.fill(0);
    literalCounts[endOfPart] = 1;
    // Not every reader takes a code of fewer than two symbols.
    distanceCounts.fill(1, 0, 2);
}
function count(counts, symbol) {
    counts[symbol] = (counts[symbol] ?? 0) + 1;
}
function findMatch(block, view, at, end) {
    const wanted = view.getInt32(at, true);
    let candidate = remember(at, wanted);
    let best = shortest - 1;
    let distance = 0;
    for (let left = tries; left > 0 && at - candidate < windowSize; left--) {
        if (view.getInt32(candidate, true) === wanted && block[candidate + best] === block[at + best]) {
            let length = shortest;
            while (at + length < end && block[candidate + length] === block[at + length])
                length++;
            if (length > best) {
                best = length;
                distance = at - candidate;
                if (at + length === end)
                    break;
            }
        }
        candidate = earlier[candidate & (windowSize - 1)] ?? nowhere;
    }
    return distance === 0 ? 0 : (best << 16) | distance;
}
/** Notes where four bytes are now; returns where they were seen last. */
function remember(at, bytes) {
    const hash = Math.imul(bytes, 0x9e3779b1) >>> 17;
    const seen = heads[hash] ?? nowhere;
    earlier[at & (windowSize - 1)] = seen;
    heads[hash] = at;
    return seen;
}
function writePart(part, found, writer) {
    const literalCode = codeOf(literalCounts, 15);
    const distanceCode = codeOf(distanceCounts, 15);
    const bits = bitsIn(literalCounts, literalCode, literalBits) + bitsIn(distanceCounts, distanceCode, distanceBits);
    if (bits >= part.length * 8) {
        writeStored(part, writer);
        return;
    }
    writeCodes(literalCode, distanceCode, writer);
    for (let index = 0; index < found.length; index++) {
        const token = found[index] ?? 0;
        if (token < endOfPart) {
            writer.putSymbol(literalCode, token);
            continue;
        }
        const length = token >>> 16;
        const lengthSymbol = lengthSymbols[length] ?? 0;
        writer.putSymbol(literalCode, lengthSymbol);
        writer.put(length - 3, literalBits[lengthSymbol] ?? 0);
        const distance = token & 0xffff;
        const distanceSymbol = distanceSymbols[distance] ?? 0;
        writer.putSymbol(distanceCode, distanceSymbol);
        writer.put(distance - 1, distanceBits[distanceSymbol] ?? 0);
    }
    writer.putSymbol(literalCode, endOfPart);
}
function bitsIn(counts, code, extra) {
    return counts.reduce((total, count, symbol) => total + count * (((code[symbol] ?? 0) >>> 16) + (extra[symbol] ?? 0)), 0);
}
/** https://www.rfc-editor.org/rfc/rfc1951#section-3.2.2 */
function codeOf(counts, longestWidth) {
    const widths = widthsOf(counts, longestWidth);
    const code = new Uint32Array(widths.length);
    let next = 0;
    for (let width = 1; width <= longestWidth; width++, next *= 2) {
        for (let symbol = widths.indexOf(width); symbol >= 0; symbol = widths.indexOf(width, symbol + 1)) {
            code[symbol] = (width << 16) | reversed(next++, width);
        }
    }
    return code;
}
function reversed(bits, width) {
    let result = 0;
    for (let bit = 0; bit < width; bit++)
        result = (result << 1) | ((bits >>> bit) & 1);
    return result;
}
/** Gives rare symbols more bits, as Huffman does; where one gets too many, the rare are taken to be less rare. */
function widthsOf(counts, longestWidth) {
    const leaves = counts
        .map((count, symbol) => (count > 0 ? count * 512 + symbol : 0))
        .filter((leaf) => leaf > 0)
        .sort();
    const depths = depthsOf(leaves.map((leaf) => leaf >>> 9));
    if ((depths[0] ?? 0) > longestWidth) {
        const closer = counts.map((count) => (count + 1) >>> 1);
        return widthsOf(closer, longestWidth);
    }
    const widths = new Uint8Array(counts.length);
    leaves.forEach((leaf, index) => {
        widths[leaf & 511] = depths[index] ?? 0;
    });
    return widths;
}
/** Joins the two lightest again and again, until all hang on one; weights come in order, the lightest first. */
function depthsOf(leaves) {
    const nodes = new Uint32Array(2 * leaves.length - 1);
    const parents = new Uint16Array(nodes.length);
    nodes.set(leaves);
    let leaf = 0;
    let joined = leaves.length;
    // What is joined comes in order too, so the lightest of all is always the first of either kind.
    const lightest = (parent) => {
        const isLeaf = joined === parent || (leaf < leaves.length && (nodes[leaf] ?? 0) <= (nodes[joined] ?? 0));
        const node = isLeaf ? leaf++ : joined++;
        parents[node] = parent;
        return nodes[node] ?? 0;
    };
    for (let parent = leaves.length; parent < nodes.length; parent++) {
        nodes[parent] = lightest(parent) + lightest(parent);
    }
    const depths = new Uint8Array(nodes.length);
    for (let node = nodes.length - 2; node >= 0; node--)
        depths[node] = (depths[parents[node] ?? 0] ?? 0) + 1;
    return depths;
}
// The order in which the code of the widths is told.
const widthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** https://www.rfc-editor.org/rfc/rfc1951#section-3.2.7, without its ways to say that a width repeats. */
function writeCodes(literalCode, distanceCode, writer) {
    const widths = [...literalCode, ...distanceCode].map((entry) => entry >>> 16);
    const counts = new Uint32Array(widthOrder.length);
    for (const width of widths)
        count(counts, width);
    const code = codeOf(counts, 7);
    writer.put(0b100, 3);
    writer.put(literalCode.length - 257, 5);
    writer.put(distanceCode.length - 1, 5);
    writer.put(widthOrder.length - 4, 4);
    for (const width of widthOrder)
        writer.put((code[width] ?? 0) >>> 16, 3);
    for (const width of widths)
        writer.putSymbol(code, width);
}
/** Of no bytes, it does nothing but end on a whole one. */
function writeStored(part, writer) {
    writer.put(0, 3);
    writer.align();
    writer.put(part.length, 16);
    writer.put(~part.length, 16);
    writer.copy(part);
}
class BitWriter {
    /** How many whole bytes are written. */
    end = 0;
    output;
    bits = 0;
    width = 0;
    constructor(output) {
        this.output = output;
    }
    /** Writes the lowest bits of a value: 16 at most. */
    put(value, width) {
        this.bits |= (value & ((1 << width) - 1)) << this.width;
        this.width += width;
        if (this.width < 16)
            return;
        this.output[this.end++] = this.bits;
        this.output[this.end++] = this.bits >>> 8;
        this.bits >>>= 16;
        this.width -= 16;
    }
    putSymbol(code, symbol) {
        const entry = code[symbol] ?? 0;
        this.put(entry & 0xffff, entry >>> 16);
    }
    align() {
        for (; this.width > 0; this.width -= 8) {
            this.output[this.end++] = this.bits;
            this.bits >>>= 8;
        }
        this.width = 0;
    }
    copy(bytes) {
        this.output.set(bytes, this.end);
        this.end += bytes.length;
    }
}
