/** A word as it is, anything else in double quotes, as JSON and YAML both read it. */
export function quoteYaml(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : JSON.stringify(text);
}
