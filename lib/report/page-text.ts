import { createHash } from 'node:crypto';
import type { PageCode } from './page-code';
import type { PageData } from './page-data';

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%233558d4' d='M8 1l6 3.500v7L8 15l-6-3.500v-7z'/%3E%3C/svg%3E";

/**
 * The page as one HTML text: nothing is fetched, and the browser is told to fetch nothing and to run this script alone.
 * The same data gives the same bytes.
 */
export function pageText(data: PageData, { script, style }: PageCode): string {
  const policy = [
    "default-src 'none'",
    `script-src ${sourceHash(script)}`,
    `style-src ${sourceHash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    // No text ever becomes HTML: the page builds its elements one by one.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  const names = data.environments.map(({ name }) => name).join(', ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapedText(`Mesh report: ${names}`)}</title>
<link rel="icon" href="${ICON}">
<style>${style}</style>
</head>
<body>
<noscript>This page draws the mesh in the browser, and needs scripts for that.</noscript>
<script type="application/json" id="data">${escapedJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** JSON in which nothing ends the element it stands in, or begins another. */
export function escapedJson(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A text between tags. */
function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
