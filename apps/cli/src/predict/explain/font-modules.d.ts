declare module '*.woff' {
  /** The path of the file, from the module that is built. */
  const path: string;
  export default path;
}
