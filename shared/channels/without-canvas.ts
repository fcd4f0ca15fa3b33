/**
 * pdfjs-dist looks for these drawing classes as it loads, and without a canvas package it breaks on their absence. Text is
 * read without any of them, so empty ones do. To be imported before pdfjs-dist.
 */
for (const name of ['DOMMatrix', 'ImageData', 'Path2D'])
  if (!(name in globalThis)) Reflect.set(globalThis, name, class {});

/** It also warns that the package is missing: a line in the log of every cold start that means nothing here. */
const { warn } = console;
console.warn = (...words: unknown[]) => {
  if (!String(words[0]).includes('@napi-rs/canvas')) warn(...words);
};
