/**
 * Languages off the beaten track, each with its own way to start programs: ML, Logo, Forth, SNOBOL, systems of mathematics and
 * statistics, circuit simulators, small JavaScript engines. Sources: their manuals.
 */
import type { Table } from "../spec.ts";

/** Code on standard input, in files, and behind one of the usual options. */
const READS_CODE = { style: "posix", operands: ["script:other", "text..."], input: "code:other" } as const;

const EVALUATES = {
  "-e,--eval,--execute,--expr": "code:other",
  "-f,--file,--use,-l,--load": "script:other",
} as const;

export const interpreters = {
  "sml,smlnj,poly,polyml,mosml,mlton,alice,hamlet,ocamlscript": {
    ...READS_CODE,
    flags: "-q --error-exit -i -H --script -P",
    values: "-D -C -m",
    options: EVALUATES,
  },
  "ucblogo,logo,fmslogo,kturtle,snobol4,spitbol,icon,iconx,unicon,unicon-x,pforth,ficl,bwbasic,yabasic,brandy,chipmunk-basic,regina,rexx,rexxtry,gnustep-gst":
    { ...READS_CODE, flags: "-b -n -q -r -s -v", options: { ...EVALUATES, "-c": "code:other" } },
  "icont,unicon-compiler": {
    flags: "-c -s -t -u -V",
    options: { "-o": "write", "-x": "script:other" },
    operands: ["read..."],
  },

  // Mathematics, statistics, circuits.
  "fricas,axiom,yacas,M2,macaulay2,freemat,scilab-cli,scilab-adv-cli,gretlcli,gretl,jags,stan,gnucap,ngspice,xyce,qucsator,pspp,psppire,reduce,redcsl,form,tform,giac,icas,cadabra2,polymake,cocoa5,euler,genius-cli":
    {
      ...READS_CODE,
      flags: "-b -nosman -nox -nogo -noclef -pc -q -n -r -t -i --silent --no-preload --batch -nw -nb",
      values: "-D --seed",
      options: { ...EVALUATES, "-eval": "code:other", "-o,--output": "write" },
      operandsWith: { "-e": ["script:other..."] },
    },

  // JavaScript engines whose way to the system is their own, not node's.
  "gjs,qjs,quickjs,seed,mujs,js78,js102,js115,d8,jsc,hermes,duk,smjs": {
    ...READS_CODE,
    flags: "-m -q -i --std --module --bignum -h --interactive",
    values: "--memory-limit --stack-size",
    options: { "-e,--eval,-c,--command": "code:other", "-I,--include,--include-path": "script:other" },
    operandsWith: { "-e": ["text..."] },
  },
  "chicken-install,clib": { operands: ["package..."], network: true, projectCode: true },
} satisfies Table;
