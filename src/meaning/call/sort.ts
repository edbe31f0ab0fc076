/** Calls: a program's arguments, sorted into options and operands by its entry in the table of programs. */
import { slotsOf } from "../../commands/index.ts";
import type { Program, Role, Slot } from "../../commands/spec.ts";
import { known, literal, prefix, type Text } from "../value.ts";
import { isHandedOver } from "./handed-files.ts";
import { findOption, type OptionInfo, type OptionTable, optionTable, unknownOption } from "./option-table.ts";
import { findSubcommand } from "./subcommand.ts";
import { dropPrefix } from "./words.ts";

/** One argument and what it is to the program. */
export interface Argument {
  readonly text: Text;
  readonly role: Role;
  /** The option it belongs to, by canonical name; null for an operand. */
  readonly option: string | null;
}

export interface SortedCall {
  /** The entry that applies: of the program, or of its subcommand. */
  readonly entry: Program;
  readonly subcommand: readonly string[];
  /** The values of each option, under every name that it has; a flag has an empty list. */
  readonly options: ReadonlyMap<string, readonly Text[]>;
  /** The options that the table does not have, by name. */
  readonly strange: readonly string[];
  /** Option values and operands with a meaning, in order. */
  readonly arguments: readonly Argument[];
  /** The words of a command that the program starts (`sudo`, `env`); null where it has none. */
  readonly command: readonly Text[] | null;
}

const blank: Program = {};

/** Sorts the arguments of a program (without its name) by its entry; null: a program nobody knows. */
export function sortCall(program: Program | null, args: readonly Text[]): SortedCall {
  return new Sorter(program ?? blank, args).sort();
}

class Sorter {
  readonly #subcommand: string[] = [];
  readonly #options = new Map<string, Text[]>();
  readonly #strange: string[] = [];
  readonly #sorted: Argument[] = [];
  readonly #operands: Text[] = [];
  #command: readonly Text[] | null = null;
  #entry: Program;
  #tables: OptionTable[];
  #index = 0;

  readonly #args: readonly Text[];

  constructor(program: Program, args: readonly Text[]) {
    this.#args = args;
    this.#entry = program;
    this.#tables = [optionTable(program)];
  }

  sort(): SortedCall {
    if (this.#entry.style === "old") this.#bundleWithoutDash();
    let optionsEnded = this.#entry.style === "none";
    while (this.#index < this.#args.length) {
      const arg = this.#args[this.#index];
      if (!arg) break;
      const start = prefix(arg);
      const whole = literal(arg);
      // `guix shell x -- command`: a table that has `--` for an option says what stands behind it.
      const endsOptions =
        whole === "--" && this.#entry.style !== "single" && !this.#tables.some((table) => table.has("--"));
      if (!optionsEnded && endsOptions) {
        optionsEnded = true;
        this.#index++;
        continue;
      }
      // `ssh host -- command`, `mosh host -- command`
      if (
        whole === "--" &&
        this.#entry.style === "posix" &&
        this.#operands.length > 0 &&
        this.#startsCommand(whole)
      ) {
        this.#index++;
        this.#command = this.#args.slice(this.#index);
        break;
      }
      if (!optionsEnded && this.#isOption(start, whole)) {
        this.#index++;
        this.#option(arg, start);
        continue;
      }
      if (this.#enterSubcommand(whole)) continue;
      if (this.#entry.assignments && this.#assignment(arg, start)) continue;
      if (this.#startsCommand(whole)) {
        this.#command = this.#args.slice(this.#index);
        break;
      }
      this.#operands.push(arg);
      this.#index++;
      if (this.#entry.style === "posix") optionsEnded = true;
    }
    this.#assignRoles();
    return {
      entry: this.#entry,
      subcommand: this.#subcommand,
      options: this.#options,
      strange: this.#strange,
      arguments: this.#sorted,
      command: this.#command,
    };
  }

  #isOption(start: string, whole: string | null): boolean {
    if (start === "-" && whole === "-") return this.#find("-") !== undefined;
    if (start.length < 2) return false;
    if (start.startsWith("-")) return true;
    if (start.startsWith("+")) return (this.#find(whole ?? start) ?? this.#find("+")) !== undefined;
    return false;
  }

  #find(name: string): OptionInfo | undefined {
    return findOption(this.#tables, name);
  }

  #record(info: OptionInfo, value: Text | null): void {
    const values = this.#options.get(info.canonical) ?? [];
    if (value) {
      values.push(value);
      const isUsed = info.role === "read" && info.names.some((name) => isHandedOver(name, value));
      const role = isUsed ? "identity" : info.role;
      if (role) this.#sorted.push({ text: value, role, option: info.canonical });
    }
    for (const name of info.names) this.#options.set(name, values);
    if (info.strange) this.#strange.push(info.canonical);
  }

  #next(): Text | null {
    const value = this.#args[this.#index];
    if (value) this.#index++;
    return value ?? null;
  }

  #option(arg: Text, start: string): void {
    const plus = start.startsWith("+") && !this.#find(start) ? this.#find("+") : undefined;
    if (plus) {
      // `vim +cmd`, `less +cmd`: all that follows the sign is its value.
      this.#record(plus, dropPrefix(arg, 1));
      return;
    }
    const equals = this.#separatorIn(start);
    const name = equals > 0 ? start.slice(0, equals) : start;
    const long = start.startsWith("--") || this.#entry.style === "single" || start.startsWith("+");
    const info = this.#find(name) ?? (this.#entry.style === "single" ? this.#find(`-${name}`) : undefined);
    if (info && (long || name.length > 2 || (equals < 0 && name.length === 2))) {
      if (equals > 0) this.#record(info, dropPrefix(arg, equals + 1));
      else if (info.several) this.#takeSeveral(info, info.several);
      else if (info.role === "command" && !info.attachedOnly) this.#takeCommand(info);
      else this.#record(info, info.role && !info.attachedOnly ? this.#next() : null);
      return;
    }
    if (!info && this.#keyFile(name, equals > 0 ? dropPrefix(arg, equals + 1) : null)) return;
    if (/^-\d+$/.test(start) && arg.pieces.length === 1) return;
    if (this.#entry.style === "single" && this.#attachedLetter(arg, start)) return;
    if (long && /^--(?:help|version)$/.test(name) && this.#readsStrictly()) {
      this.#operands.push(arg);
      return;
    }
    if (long) {
      // An unknown long option: its attached value may still name a file or an address.
      this.#record({ ...unknownOption(name), role: "text" }, equals > 0 ? dropPrefix(arg, equals + 1) : null);
      return;
    }
    this.#bundle(arg, start, 1);
  }

  /**
   * Has an operand come, behind which the programs of BSD and POSIX read no options? `rm -rf ~ --help` deletes there. Programs with
   * subcommands parse for themselves.
   */
  #readsStrictly(): boolean {
    return (
      this.#operands.length > 0 &&
      this.#entry !== blank &&
      this.#tables.length === 1 &&
      !this.#entry.subcommands
    );
  }

  /** An option that no table has, with the key that the program is to use; false where it is something else. */
  #keyFile(name: string, attached: Text | null): boolean {
    const value = attached ?? this.#args[this.#index];
    if (!value || !isHandedOver(name, value)) return false;
    if (!attached) this.#index++;
    this.#record({ ...unknownOption(name), role: "identity" }, value);
    return true;
  }

  /** Where the value of an option begins: at `=`, or at the colon of `java -agentpath:FILE`. */
  #separatorIn(start: string): number {
    const colon = this.#entry.style === "single" ? start.indexOf(":") : -1;
    if (colon > 0 && this.#find(start.slice(0, colon))?.role) return colon;
    return start.indexOf("=");
  }

  #takeSeveral(info: OptionInfo, roles: readonly Role[]): void {
    for (const role of roles) this.#record({ ...info, role }, this.#next());
  }

  /** An option whose value is a whole command (`gdb --args`, `xterm -e`): everything after it. */
  #takeCommand(info: OptionInfo): void {
    this.#record({ ...info, role: null }, null);
    this.#command = this.#args.slice(this.#index);
    this.#index = this.#args.length;
  }

  /** `gcc -Idir`: a letter with its value attached, where long options have one dash. */
  #attachedLetter(arg: Text, start: string): boolean {
    const info = start.length > 2 ? this.#find(start.slice(0, 2)) : undefined;
    if (!info?.role) return false;
    this.#record(info, dropPrefix(arg, 2));
    return true;
  }

  /** `-abcVALUE`: short options together, the last of which may have a value. */
  #bundle(arg: Text, start: string, from: number): void {
    for (let i = from; i < start.length; i++) {
      const name = `-${start[i]}`;
      const info = this.#find(name);
      if (!info?.role) {
        this.#record(info ?? unknownOption(name), null);
        continue;
      }
      if (info.role === "number" && info.attachedOnly) {
        const [digits = ""] = /^(?:0?x[0-9a-f]+|\d*)/i.exec(start.slice(i + 1)) ?? [];
        this.#record(info, digits === "" ? null : known(digits));
        i += digits.length;
        continue;
      }
      const attached = i + 1 < start.length || arg.pieces.length > 1;
      if (attached) this.#record(info, withoutEquals(dropPrefix(arg, i + 1), info.role));
      else this.#record(info, info.attachedOnly ? null : this.#next());
      return;
    }
  }

  /** tar's and ps's first word: option letters without a dash, values following in order. */
  #bundleWithoutDash(): void {
    const first = this.#args[0];
    const word = first ? literal(first) : null;
    if (word === null || word === "" || word.startsWith("-") || !/^[A-Za-z0-9]+$/.test(word)) return;
    this.#index = 1;
    for (const letter of word) {
      const info = this.#find(`-${letter}`) ?? unknownOption(`-${letter}`);
      this.#record(info, info.role && !info.attachedOnly ? this.#next() : null);
    }
  }

  /** `NAME=value` among the operands of env, sudo and make. */
  #assignment(arg: Text, word: string): boolean {
    // `env $(cat .env) cmd`: lines of variables.
    const [only, ...more] = arg.pieces;
    const lines =
      more.length === 0 &&
      typeof only === "object" &&
      arg.taint.has("file") &&
      only.sources?.some((path) => /\.env[^/]*$/.test(path)) === true;
    if (lines && this.#entry.assignments === "leading" && this.#operands.length === 0) {
      this.#sorted.push({ text: arg, role: "assignment", option: null });
      this.#index++;
      return true;
    }
    if (!/^[A-Za-z_][\w%()]*[:+?]?=/.test(word)) return false;
    // `env X=$(cat f) cmd`: what is not quoted may become several words, and one of them the command.
    if (arg.pieces.some((piece) => typeof piece !== "string" && piece.shape === "list")) return false;
    if (this.#entry.assignments === "leading" && this.#operands.length > 0) return false;
    this.#sorted.push({ text: arg, role: "assignment", option: null });
    this.#index++;
    return true;
  }

  #enterSubcommand(word: string | null): boolean {
    if (word === null || this.#operands.length > 0) return false;
    const entry = findSubcommand(this.#entry, word);
    if (!entry) return false;
    this.#subcommand.push(word);
    this.#entry = entry;
    this.#tables = [optionTable(entry), ...this.#tables];
    this.#index++;
    return true;
  }

  #slots(): readonly Slot[] {
    for (const [option, slots] of Object.entries(this.#entry.operandsWith ?? {})) {
      if (option.split(",").some((name) => this.#options.has(this.#find(name)?.canonical ?? name)))
        return slots;
    }
    return slotsOf(this.#entry);
  }

  /** Is the next operand the beginning of a command that the program starts? */
  #startsCommand(word: string | null): boolean {
    const slots = this.#slots();
    const at = slots.findIndex((slot) => slot === "command" || slot === "command..." || slot === "shell...");
    if (at < 0) return false;
    const assignments = slots[at - 1] === "assignment...";
    if (assignments && word !== null && /^[A-Za-z_]\w*=/.test(word)) return false;
    const slot = slots[at];
    if (slot === "shell...") return this.#operands.length >= at;
    return this.#operands.length >= (assignments ? at - 1 : at);
  }

  /**
   * Programs that share an entry do not share all letters: what takes a value for one is a flag of another (`xfs_repair -L
   * /dev/sda`). So a path that is the last word, behind a letter that has no other name, is an operand too where there is none.
   */
  #lastPath(): Text | null {
    const last = this.#args.at(-1);
    const taken = this.#sorted.at(-1);
    if (!last || taken?.text !== last || taken.role !== "text" || taken.option?.length !== 2) return null;
    return /^(?:~?\/|~$)/.test(prefix(last)) ? last : null;
  }

  #assignRoles(): void {
    const slots = this.#slots();
    const isEmpty = this.#operands.length === 0 && this.#command === null && !slots[0]?.startsWith("text");
    const path = isEmpty ? this.#lastPath() : null;
    if (path) this.#operands.push(path);
    const rest = slots.findIndex((slot) => slot.endsWith("..."));
    const before = rest < 0 ? slots.length : rest;
    const after = rest < 0 ? 0 : slots.length - rest - 1;
    const n = this.#operands.length;
    this.#operands.forEach((text, i) => {
      const fromEnd = n - i;
      let slot: Slot | undefined;
      if (i < before) slot = slots[i];
      else if (fromEnd <= after && n >= before + after) slot = slots[slots.length - fromEnd];
      else if (n < before + after) slot = slots[rest + 1 + (i - before)];
      else slot = slots[rest < 0 ? slots.length - 1 : rest];
      this.#sorted.push({ text, role: roleOf(slot), option: null });
    });
  }
}

/** `-o=value`: many programs take the sign for a separator. Of text (`cut -d=`, `grep -e=x`) it may be a part. */
function withoutEquals(value: Text, role: Role): Text {
  return role !== "text" && prefix(value).startsWith("=") ? dropPrefix(value, 1) : value;
}

function roleOf(slot: Slot | undefined): Role {
  if (slot === undefined) return "read";
  const name = slot.endsWith("...") ? slot.slice(0, -3) : slot;
  return isRoleOf(slot, name) ? name : "read";
}

/** A slot is a role, with dots behind it or without: so what it is made of is one. */
function isRoleOf(slot: Slot, name: string): name is Role {
  return slot === name || slot === `${name}...`;
}
