// The package has no types of its own.
declare module 'snappyjs' {
  const snappy: {
    compress(bytes: Uint8Array): Uint8Array
    uncompress(bytes: Uint8Array, limit?: number): Uint8Array
  }
  export default snappy
}
