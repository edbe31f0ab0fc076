/** Wallets, nodes and tools of block chains. Sources: the programs' own help. */
import type { Table } from "../spec.ts";

export const coins = {
  "forge,cast,anvil": {
    flags:
      "-v -vv -vvv -vvvv --json --force --watch,-w --optimize --via-ir --gas-report --summary --broadcast",
    values: `--match-test,--mt --match-contract,--mc --match-path,--mp --fork-url --rpc-url,-r --chain
      --optimizer-runs`,
    options: {
      "--use": "program",
      "--root,-C": "work-directory",
      "--config-path": "config",
      "--out,-o": "write-directory",
      "--private-key,--mnemonic": "credential",
      "--keystore,--password-file": "identity",
    },
    operands: ["text..."],
    projectCode: true,
    network: true,
    effectWith: { "--broadcast": "publish" },
  },
  /** Nodes and wallets. What moves money or shows keys is the rules' (`money/…`). */
  "bitcoin-cli,litecoin-cli,dogecoin-cli,dash-cli,zcash-cli,elements-cli,namecoin-cli": {
    style: "single",
    flags: "-regtest -testnet -signet -named -stdin -rpcwait -getinfo -netinfo -stdinrpcpass -generate",
    values: "-chain -rpcconnect -rpcport -rpcuser -rpcwallet -rpcclienttimeout -rpcwaittimeout",
    options: {
      "-conf": "config",
      "-datadir": "metadata",
      "-rpcpassword": "credential",
      "-rpccookiefile": "identity",
    },
    operands: ["text..."],
    network: true,
  },
  "solana,spl-token,near,lncli,lightning-cli,electrum,monero-wallet-cli,cardano-cli,goal": {
    flags:
      "-v,--verbose --no-wait --allow-unfunded-recipient --testnet --regtest --no-address-labels -y,--yes",
    values:
      "-u,--url --commitment --output --network --rpcserver --lnddir --fee-payer --testnet-magic --command",
    options: {
      "-k,--keypair,--from": "identity",
      "-C,--config": "config",
      "--wallet,--wallet-file": "identity",
    },
    operands: ["text..."],
    network: true,
  },
} satisfies Table;
