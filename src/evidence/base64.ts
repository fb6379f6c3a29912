/**
 * Reads standard base64 (RFC 4648, section 4), padded and canonical, else gives null. Node's decoder skips what it does not know and drops spare
 * bits; with it two texts could mean one signature.
 */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
