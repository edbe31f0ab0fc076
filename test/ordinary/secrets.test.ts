/** Secret files used, looked for or counted, without anybody seeing what is in them. */
import { ordinary } from "./ordinary.ts";

ordinary("secrets", [
  [
    "asking whether a file is there",
    [
      "[ -e ~/.pypirc ] || echo no",
      "test -s ~/.aws/credentials",
      "[ -f ~/.ssh/id_ed25519 ]",
      "[[ -r ~/.npmrc ]]",
    ],
    ["cat ~/.pypirc", "head -1 ~/.aws/credentials"],
  ],
  [
    "an environment file handed to the program that is meant to have it",
    [
      "node --env-file=.env src/server.js",
      "bun --env-file=.env run src/index.ts",
      "docker run --rm --env-file .env app npm run migrate",
      "docker compose --env-file .env up -d",
      "uvicorn app.main:app --env-file .env",
      "dotenvx run -f .env.local -- npm run dev",
    ],
    ["cat .env", "docker run -v ~/.ssh:/k alpine cat /k/id_rsa"],
  ],
  [
    "a key that signs",
    [
      "openssl req -new -key server.key -out server.csr",
      "openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out server.crt",
    ],
    ["openssl rsa -in server.key -text", "openssl pkcs12 -export -inkey ~/.ssh/id_rsa -out k.p12"],
  ],
]);
