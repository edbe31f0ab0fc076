/** One line of configuration that sets something, whatever its file is written in. */
export interface Setting {
  /** The section in front of the name, with a dot behind it (`core.`), or nothing. */
  readonly section: string;
  /** The name that it is indented below, where it is. */
  readonly parent?: string;
  /** As it is written; with its dashes where the line is an option. */
  readonly name: string;
  readonly value: string;
}
