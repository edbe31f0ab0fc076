/**
 * Python's own modules that are programs, under `python:NAME`: what `python -m NAME` does with its arguments. Modules
 * of packages (`pip`, `pytest`) are the programs of their names. Source: the library's manual, `python -m NAME --help`.
 */
import type { Table } from "../spec.ts";

const RUNS = { style: "posix", operands: ["script:python", "text..."], projectCode: true } as const;

export const modules = {
  "python:http.server,python:SimpleHTTPServer": {
    flags: "--cgi",
    values: "-b,--bind -p,--protocol",
    options: { "-d,--directory": "read" },
    operands: ["text"],
    serves: "-d",
    recursive: "*",
    output: "nothing",
    input: "ignored",
  },
  "python:json.tool,python:ast,python:tokenize,python:dis": {
    flags: "--sort-keys --no-ensure-ascii --json-lines --tab --no-indent --compact -e -a",
    values: "--indent -m",
    operands: ["read", "write"],
  },
  "python:base64,python:quopri": { flags: "-d -e -u -t", operands: ["read"] },
  "python:gzip": { flags: "-d --decompress --fast --best", operands: ["edit..."] },
  "python:zipfile,python:tarfile": {
    flags: "-v --verbose",
    values: "--metadata-encoding --filter",
    options: { "-l,--list,-t,--test": "read", "-c,--create": "write" },
    several: { "-e,--extract": ["read", "write-directory"] },
    operands: ["read..."],
    recursive: "*",
  },
  "python:timeit": {
    style: "posix",
    flags: "-v --verbose -p --process",
    values: "-n,--number -r,--repeat -u,--unit",
    options: { "-s,--setup": "code:python" },
    operands: ["code:python..."],
  },
  "python:cProfile,python:profile": { ...RUNS, values: "-s -m", options: { "-o,--outfile": "write" } },
  "python:trace": {
    ...RUNS,
    flags:
      "-t --trace -c --count -l --listfuncs -T --trackcalls -m --missing -s --summary -g --timing --module",
    values: "--ignore-module --ignore-dir",
    options: { "-f,--file": "write", "-C,--coverdir": "write-directory", "-r,--report": "read" },
  },
  "python:pdb": { ...RUNS, options: { "-c,--command": "code:python", "-m": "text" }, input: "code:python" },
  "python:runpy": RUNS,
  "python:build": {
    flags: "-s --sdist -w --wheel -x -n --no-isolation",
    options: { "-o,--outdir": "write-directory" },
    operands: ["read"],
    projectCode: true,
    network: true,
  },
  "python:code,python:asyncio": { operands: [], input: "code:python" },
  "python:venv,python:virtualenv": {
    flags: "--clear --upgrade --system-site-packages --without-pip --symlinks --copies --upgrade-deps",
    values: "--prompt -p --python",
    operands: ["create..."],
    operandsWith: { "--clear": ["delete..."] },
    recursive: "--clear",
    output: "nothing",
  },
  "python:sqlite3": { operands: ["edit", "code:sql..."], input: "code:sql" },
  "python:pickle,python:pickletools,python:marshal": { operands: ["read..."] },
  "python:compileall,python:py_compile": {
    flags: "-f -q -l -b",
    values: "-r -d -x -i -j -s -p",
    operands: ["metadata..."],
    output: "nothing",
  },
  "python:zipapp": {
    flags: "-c --compress --info",
    values: "-m,--main -p,--python",
    options: { "-o,--output": "write" },
    operands: ["read"],
  },
  "python:webbrowser": { flags: "-n -t", operands: ["url"], network: true },
} satisfies Table;
