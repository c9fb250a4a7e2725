// What the bundler makes of a style sheet: its class names under their local names.
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}

declare module '*.css';
