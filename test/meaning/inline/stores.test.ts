/** Databases and services through libraries, in every language. */
import { describe, expect, test } from "bun:test";
import { starts, wrong } from "./verdicts.ts";

const stopped: Readonly<Record<string, readonly string[]>> = {
  python: [
    "import psycopg2; c = psycopg2.connect('dbname=app'); c.cursor().execute('DROP TABLE users')",
    "import sqlite3\nwith sqlite3.connect('app.db') as c:\n    c.executescript('delete from users')",
    "import redis; redis.Redis(host='x').flushall()",
    "import boto3; boto3.client('ec2').terminate_instances(InstanceIds=['i-1'])",
    "import boto3\ns3 = boto3.client('s3')\ns3.delete_bucket(Bucket='b')",
    "import requests; requests.delete('https://api.example.com/users/1')",
    "import requests; requests.request('DELETE', 'https://api.example.com/users/1')",
    "import pymongo; pymongo.MongoClient().drop_database('app')",
    "from app.models import User; User.objects.all().delete()",
    "from app import db; db.drop_all()",
  ],
  javascript: [
    "fetch('https://api.example.com/users/1', { method: 'DELETE' })",
    "const axios = require('axios'); axios.delete('https://api.example.com/users/1')",
    "require('redis').createClient().flushAll()",
    "const { Client } = require('pg'); new Client().query('TRUNCATE users')",
    "const { PrismaClient } = require('@prisma/client'); new PrismaClient().user.deleteMany({})",
    "db.getSiblingDB('app').dropDatabase()",
  ],
  ruby: [
    "User.truncate",
    "require 'pg'; PG.connect(dbname: 'app').exec('DROP TABLE users')",
    "User.delete_all",
  ],
  php: [
    '(new PDO("mysql:dbname=app"))->exec("TRUNCATE TABLE users");',
    'mysqli_query($c, "DROP TABLE users");',
  ],
  perl: ["use DBI; DBI->connect('dbi:Pg:')->do('DROP TABLE users')"],
};

const letThrough: Readonly<Record<string, readonly string[]>> = {
  python: [
    "import sqlite3; print(sqlite3.connect('app.db').execute('select * from users').fetchall())",
    "c.execute('insert into users values (1)')",
    "c.execute('delete from sessions where expired < 3')",
    "import boto3; print(boto3.client('ec2').describe_instances())",
    "import requests; requests.delete('http://localhost:3000/items/1')",
    "import numpy as np; print(np.array([1]).all())",
    "import re; print(re.compile('drop table').match('drop table x'))",
  ],
  javascript: [
    "fetch('http://localhost:3000/items/1', { method: 'DELETE' })",
    "fetch('https://api.example.com/users').then(r => r.json())",
    "new Map([[1, 2]]).delete(1)",
    "prisma.user.deleteMany({ where: { id: 1 } })",
  ],
  ruby: ["User.where(id: 1).delete_all", "puts User.count"],
  php: ['$c->query("SELECT 1");'],
  perl: ["$dbh->do('UPDATE t SET a = 1 WHERE b = 2')"],
};

describe("stores and services through libraries", () => {
  for (const language of Object.keys(starts)) {
    test(`${language}: stopped`, () =>
      expect(wrong(language, stopped[language] ?? [], "stopped")).toEqual([]));
    test(`${language}: let through`, () =>
      expect(wrong(language, letThrough[language] ?? [], "let through")).toEqual([]));
  }
});
