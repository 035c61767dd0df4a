/** A Python program that scripts are made from, put into the bundle as its text; see `fillTemplate`. */
declare module '*.py' {
  const text: string;
  export default text;
}
