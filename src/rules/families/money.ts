/** Money that no one can call back, and the keys that move it. */

import type { Run } from "../../meaning/action.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { has, option, said, tries } from "../vocabulary.ts";

export const money: readonly AnyRule[] = [
  rule({
    id: "money/transfer",
    title: "Sending money or a transaction to a public chain",
    severity: "critical",
    decision: "ask",
    owasp: ["ASI02", "ASI09"],
    attack: "T1657",
    why: "What a wallet has sent is gone: nobody can take a transaction back.",
    instead: "Try it on a test network or a local node; a person signs what moves real money.",
    on: calls(
      "bitcoin-cli|litecoin-cli|dogecoin-cli|dash-cli|zcash-cli|elements-cli|namecoin-cli send*|bumpfee|sweepprivkeys|z_send*",
      "cast send|publish",
      "solana transfer|withdraw-from-vote-account|withdraw-stake|deactivate-stake|close",
      "solana program close|set-upgrade-authority",
      "spl-token transfer|burn|close|mint|authorize",
      "near send|send-near|delete|delete-account",
      "near tokens ** send-near",
      "lncli sendcoins|sendmany|sendpayment|payinvoice|sendtoroute|closechannel|closeallchannels",
      "lightning-cli pay|xpay|withdraw|keysend|close",
      "electrum payto|paytomany|broadcast|sweep",
      "cardano-cli ** submit",
      "goal clerk send|rawsend",
      "monero-wallet-cli --command=transfer*|sweep*",
    ),
    match: (action) => (tries(action) || isPlay(action) ? null : said(action)),
    examples: {
      block: [
        "bitcoin-cli sendtoaddress bc1qexample 1.0",
        "bitcoin-cli -rpcwallet=main sendall '[\"bc1qexample\"]'",
        "cast send 0x0000000000000000000000000000000000000003 --rpc-url https://rpc.example.com --keystore k.json",
        "solana transfer 9xQe ALL --allow-unfunded-recipient",
        "spl-token burn 7Uf 1000",
        "lncli payinvoice lnbc1",
        "electrum payto bc1qexample 1",
      ],
      allow: [
        "bitcoin-cli -regtest sendtoaddress bcrt1q 1.0",
        "bitcoin-cli getblockchaininfo",
        "cast send 0x03 'f()' --rpc-url http://localhost:8545",
        "cast call 0x03 'totalSupply()(uint256)' --rpc-url https://rpc.example.com",
        "solana transfer 9xQe 1 --url devnet",
        "solana balance",
        "spl-token accounts",
      ],
    },
  }),
  rule({
    id: "money/wallet-key",
    title: "Showing the key of a wallet",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1552.004",
    why: "Who has the key or its words has the money.",
    instead: "Leave keys where they are; ask the wallet for an address or a signature instead.",
    on: calls(
      "bitcoin-cli|litecoin-cli|dogecoin-cli|dash-cli|zcash-cli|elements-cli|namecoin-cli dumpprivkey|dumpwallet|dumphdinfo|z_exportkey|z_exportwallet",
      "bitcoin-cli listdescriptors true",
      "cast wallet|w private-key|pk|decrypt-keystore|dk",
      "electrum getseed|getprivatekeys|getprivatekeyforpath|export_lightning_preimage",
      "lncli exportchanbackup",
      "goal account export",
      "near export-account|export",
      "near account export-account",
    ),
    match: (action) => (tries(action) || isPlay(action) ? null : said(action)),
    examples: {
      block: [
        "bitcoin-cli dumpprivkey 1A1zP1",
        "cast wallet decrypt-keystore deployer",
        "electrum getseed",
        "goal account export -a ADDRESS",
      ],
      allow: [
        "bitcoin-cli -regtest dumpprivkey bcrt1q",
        "cast wallet address --keystore k.json",
        "cast wallet list",
        "electrum getunusedaddress",
      ],
    },
  }),
];

/** Networks whose money is worth nothing, and nodes on this machine. */
const TEST_NETWORK =
  /^(?:regtest|test(?:net)?\d*|signet|dev(?:net)?|local(?:net|host)?|t|d|l|preprod|preview|sepolia|holesky|hoodi|anvil)$/i;
const TEST_ADDRESS = /:\/\/(?:localhost|127\.0\.0\.1|\[::1\])|(?:dev|test)net|sepolia|holesky/i;

function isPlay(action: Run): boolean {
  const { call } = action;
  if (has(call, "-regtest", "-testnet", "-signet", "--regtest", "--testnet", "--testnet-magic")) return true;
  const network = option(call, "-chain", "--network", "--chain", "-u", "--url", "--rpc-url") ?? "";
  return TEST_NETWORK.test(network) || TEST_ADDRESS.test(network);
}
