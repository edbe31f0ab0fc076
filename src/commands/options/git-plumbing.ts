/** Commands of git beneath those that people type: what its own programs and servers call. Source: git(1), "Low-level commands". */
import type { Program } from "../spec.ts";

export const PLUMBING = {
  "update-ref,symbolic-ref,replace,notes,pack-refs,update-index,read-tree,write-tree,commit-tree,mktree,mktag,hash-object,unpack-objects,update-server-info,sparse-checkout,rerere,multi-pack-index,commit-graph,maintenance,column,interpret-trailers":
    {
      flags: `-d,--delete -q -w -f,--force --stdin --all -z --add --remove --refresh --assume-unchanged
        --skip-worktree --no-skip-worktree --cached -a -m -u --cone --no-cone --auto --in-place`,
      values: "--cacheinfo --chmod -p -t --task --trailer --schedule --path",
      options: { "-F,--file": "read", "--index-output": "write", "-o": "write" },
    },
  "checkout-index": {
    flags:
      "-a,--all -f,--force -n,--no-create -q,--quiet -u,--index -z --stdin --temp --ignore-skip-worktree-bits",
    values: "--stage",
    options: { "--prefix": "write-directory" },
  },
  // The first operand is the beginning of the names of what it writes.
  "pack-objects": {
    flags: `--all --all-progress --all-progress-implied --delta-base-offset --honor-pack-keep --include-tag --incremental
      --keep-true-parents --local --non-empty --no-reuse-delta --no-reuse-object -q --revs --shallow --stdin-packs --stdout
      --thin --unpacked --cruft`,
    values: `--compression --depth --window --window-memory --max-pack-size --threads --index-version
      --filter --exclude`,
    operands: ["write"],
  },
  "index-pack": {
    flags: `-v --stdin --fix-thin --keep --strict --verify --check-self-contained-and-connected --rev-index
      --no-rev-index`,
    values: "--index-version --threads --max-input-size --object-format",
    options: { "-o": "write" },
    operands: ["read"],
  },
  "upload-pack,upload-archive,receive-pack,shell,http-backend,instaweb,gui,citool,gitk,web--browse": {
    flags: `--strict --http-backend-info-refs --export-all --verbose --reuseaddr --detach --syslog
      --informative-errors`,
    values: "--timeout -p,--port --access-hook --inetd",
    options: { "--listen": "listen", "--base-path": "read", "-d,--httpd": "program", "-c": "shell" },
    operands: ["read..."],
    interactive: true,
  },
  // Helpers for addresses: `ext::COMMAND` comes to `git remote-ext NAME COMMAND`.
  "remote-ext": { operands: ["text", "shell..."], network: true },
  "fast-import": {
    flags: `--quiet --stats --force --done --allow-unsafe-features --relative-marks --no-relative-marks
      --cat-blob-fd`,
    values: "--date-format --max-pack-size --big-file-threshold --depth --active-branches",
    options: {
      "--export-marks,--export-pack-edges": "write",
      "--import-marks,--import-marks-if-exists,--rewrite-submodules-from,--rewrite-submodules-to": "read",
    },
  },
  mailinfo: {
    flags: "-k -b -u -n -m,--message-id --scissors --no-scissors",
    values: "--encoding --quoted-cr",
    operands: ["write", "write"],
  },
  // What push calls; they take the same forms of references.
  "send-pack,http-push": {
    flags: `--all --mirror -n,--dry-run -f,--force -d -D -v,--verbose --thin --atomic --stateless-rpc --stdin
      --helper-status --quiet --progress --signed`,
    values: "--push-option --remote",
    options: { "--receive-pack,--exec": "shell" },
    operands: ["url", "text..."],
    network: true,
    projectCode: true,
    effectWith: { "-f,--mirror,-d,-D": "destroy" },
    harmless: "-n",
  },
  "quiltimport,svn,p4,cvsimport,cvsexportcommit,cvsserver,mailsplit,http-fetch": {
    options: { "-w": "write", "-o": "write-directory" },
    network: true,
  },
} as const satisfies Readonly<Record<string, Program>>;
