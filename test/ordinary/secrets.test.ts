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
      "openssl rsa -in server.key -pubout -out server.pub",
      "openssl pkcs12 -in dev.p12 -nokeys",
      "openssl x509 -in c.pem -noout -text",
      "ssh-keygen -y -f ~/.ssh/id_rsa",
      "ssh-keygen -t ed25519 -N '' -f ./deploy_key",
      "ssh-keygen -lf ~/.ssh/id_rsa",
      "openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out server.crt",
    ],
    [
      "openssl pkcs12 -in dev.p12 -nodes",
      "openssl rsa -in server.key -text -pubout",
      "openssl pkcs12 -export -inkey ~/.ssh/id_rsa -out k.p12",
      "ssh-keygen -p -f ~/.ssh/id_rsa",
    ],
  ],
  [
    "an environment file of the project that is counted, compared, edited or loaded",
    [
      "grep -q '^PORT=' .env || echo PORT=3000 >> .env",
      "grep -c . .env",
      "wc -l .env",
      "wc -l < .env",
      "cut -d= -f1 .env | sort",
      "sed -i 's/^PORT=.*/PORT=4000/' .env",
      "cp .env .env.backup",
      "export $(grep -v '^#' .env | xargs) && npm start",
      "env $(cat .env | xargs) npm start",
      "set -a; . ./.env; set +a; npm start",
    ],
    [
      "grep PORT .env",
      "cat < .env",
      "xargs wc -l < .env",
      "while read l; do echo $l; done < .env",
      "sed -n 1p .env",
      "sed -i 'w /tmp/x' .env",
      "cut -d= -f2 .env",
      "cp .env /tmp/env",
      "cp .env notes.txt",
      "export $(cat .env | tee /dev/stderr | xargs)",
      "export X=$(cat .env)",
      "env $(cat .env)",
      "grep -c . ~/.aws/credentials",
      "export $(cat ~/.netrc | xargs)",
    ],
  ],
  [
    "names of secrets in a cluster",
    ["kubectl get secret db -o name", "kubectl get secrets -o wide", "terraform show -json plan.tfplan"],
    ["kubectl get secret db -o yaml", "terraform show -json"],
  ],
]);
