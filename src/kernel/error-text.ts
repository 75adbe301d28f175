import { getSystemErrorMap } from 'node:util';
import { ERRNO } from './sys.ts';

/** `ENOMEM`'s text and the like; `error` is positive. */
export function errorText(error: number): string {
  if (error === ERRNO.ENOTSUPP) return 'operation not supported';
  const [name, text] = getSystemErrorMap().get(-error) ?? [`error ${error}`, undefined];
  return text === undefined ? name : `${text} (${name})`;
}
