/** Keys, certificates, encryption and password stores. Sources: openssl(1), gpg(1), age(1), pass(1). */
import type { Table } from "./spec.ts";

export const crypto = {
  openssl: {
    style: "single",
    operands: ["text..."],
    network: false,
    reader: "openssl",
    subcommands: {
      "s_client,s_time": {
        style: "single",
        flags: `-quiet -showcerts -brief -debug -msg -ign_eof -no_ign_eof -crlf -tls1_2 -tls1_3 -4 -6 -status
          -prexit -servername_check -reconnect -verify_return_error -noservername`,
        values: "-servername -starttls -alpn -cipher -ciphersuites -verify -sess_out -name -xmpphost -port",
        options: {
          "-connect,-host": "host",
          "-proxy": "host",
          "-cert,-key,-CAfile,-CApath,-certform": "read",
          "-keylogfile": "write",
          "-engine": "library",
          "-pass": "credential",
        },
        operands: ["host"],
        input: "upload",
        output: "network",
        network: true,
      },
      s_server: {
        style: "single",
        flags: "-quiet -www -WWW -HTTP -rev -nocert -debug",
        values: "-cipher -alpn",
        options: {
          "-accept,-port": "listen",
          "-cert,-key,-CAfile": "read",
          "-engine": "library",
          "-pass": "credential",
        },
        operands: [],
        input: "upload",
        output: "network",
        network: true,
      },
      "enc,aes-256-cbc,aes-128-cbc,base64,des3,bf,rc4,zlib,chacha20": {
        style: "single",
        flags: `-e -d -a -base64 -A -nosalt -salt -p -P -nopad -debug -z -pbkdf2 -none -aes-256-cbc -aes-128-cbc
          -aes256`,
        values: "-K -iv -S -md -bufsize -iter -saltlen",
        options: {
          "-in": "read",
          "-out": "write",
          "-pass": "credential",
          "-k": "credential",
          "-kfile": "read",
          "-engine": "library",
          "-provider": "library",
          "-provider-path": "read",
        },
        operands: [],
      },
      "req,x509,rsa,ec,pkey,genrsa,genpkey,gendsa,ecparam,dhparam,ca,crl,pkcs12,pkcs8,pkcs7,cms,smime,verify,dgst,rsautl,pkeyutl,rand,asn1parse,passwd,crl2pkcs7,ts,ocsp,kdf,mac,md5,sha1,sha256,sha512,speed,prime,version,ciphers,list,errstr,spkac,storeutl,sess_id,engine,info,fipsinstall":
        {
          style: "single",
          flags: `-text -noout -nodes -noenc -new -x509 -pubout -pubin -pubkey -export -nokeys -nocerts -clcerts
            -cacerts -check -verify -sign -encrypt -decrypt -issuer -subject -dates -enddate -startdate
            -serial -fingerprint -modulus -hash -purpose -sha256 -sha1 -sha512 -md5 -hex -base64 -binary
            -r -c -d -a -1 -5 -6 -apr1 -stdin -table -quiet -batch -CAcreateserial -legacy -nomac -t -v
            -engines -providers -s -genkey`,
          values: `-days -subj -addext -extensions -reqexts -set_serial -newkey -inform -outform -keyform -passin
            -passout -name -ext -checkend -nameopt -certopt -salt -keyopt -pkeyopt -algorithm -aes256
            -hmac -iter -keyid -elapsed -bytes -macopt -provider`,
          options: {
            "-in": "read",
            "-out": "write",
            "-key,-inkey,-CAkey,-signkey": "read",
            "-CA,-CAfile,-CApath,-cert,-certfile,-certs,-chain,-untrusted": "read",
            "-keyout": "write",
            "-config,-extfile": "config",
            "-engine": "library",
            "-rand": "read",
            "-writerand": "write",
            "-signature": "read",
            "-url": "url",
            "-host": "host",
          },
          operands: ["read..."],
        },
    },
  },
} satisfies Table;
