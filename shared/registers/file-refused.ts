/** A delivered file that is refused whole. The message says why, for the person who delivered it; it quotes no data. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}
