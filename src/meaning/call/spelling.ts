/** Names of options in one spelling: without dashes in front, their parts in small letters and parted by dashes. */
export function plainName(option: string): string {
  return option
    .replace(/^--?/, "")
    .replace(/([a-z\d])(?=[A-Z])/g, "$1-")
    .replaceAll(/[_.]/g, "-")
    .toLowerCase();
}
