/** What the bundler (build.mjs) puts in place. */

/** The hash of this build, the folder of its chunks: `/sdk/<hash>/`. */
declare const __BUILD__: string;

/** The locales that our own words are there in, between spaces. */
declare const __LOCALES__: string;

/** Style sheets are imported as minified text and adopted as constructed style sheets. */
declare module "*.css" {
  const text: string;
  export default text;
}
