/** Libraries for tests, by what they stand in for: what is asked of these happens nowhere. */
import { type CallTable, same } from "./spec.ts";

/** Clients by which requests are made, and clouds asked. */
const REQUESTS =
  "requests.get requests.post requests.put requests.patch requests.delete requests.head requests.request requests.Session requests.session";
const HTTPX =
  "httpx.get httpx.post httpx.put httpx.patch httpx.delete httpx.request httpx.Client httpx.AsyncClient";
const AWS = "boto3.client boto3.resource boto3.Session boto3.session.Session";

const FILES = `os.remove os.unlink os.rmdir os.rename os.replace os.chmod os.chown os.makedirs os.mkdir os.listdir os.walk
  os.truncate os.symlink os.open os.scandir shutil.rmtree shutil.move shutil.copy shutil.copyfile shutil.copytree builtins.open io.open
  pathlib.Path`;

/** What pytest's plug-ins replace for a test that has a parameter of this name. */
export const FIXTURES: Readonly<Record<string, string>> = {
  requests_mock: REQUESTS,
  responses: REQUESTS,
  httpx_mock: HTTPX,
  respx_mock: HTTPX,
  aioresponses: "aiohttp.ClientSession",
  fs: FILES,
};

/** Of Python. */
export const pythonStandIns: CallTable = {
  ...same({ does: "make", type: "mock" }, "fakeredis.* fakeredis.aioredis.* mongomock.* mongomock_motor.*"),
  ...same(
    { does: "stand-in", replaces: AWS },
    `moto.mock_aws moto.mock_s3 moto.mock_ec2 moto.mock_iam moto.mock_rds moto.mock_sqs moto.mock_sns moto.mock_sts
     moto.mock_dynamodb moto.mock_lambda moto.mock_secretsmanager moto.mock_ssm moto.mock_logs moto.mock_kms
     moto.mock_cloudformation`,
  ),
  ...same(
    { does: "stand-in", replaces: REQUESTS },
    `requests_mock.Mocker requests_mock.mock responses.activate responses.RequestsMock httpretty.activate
     httpretty.httprettized httpretty.enabled`,
  ),
  ...same({ does: "stand-in", replaces: HTTPX }, "respx.mock respx.MockRouter"),
  ...same(
    { does: "stand-in", replaces: FILES },
    "pyfakefs.fake_filesystem_unittest.Patcher pyfakefs.fake_filesystem_unittest.patchfs",
  ),
  "aioresponses.aioresponses": { does: "stand-in", replaces: "aiohttp.ClientSession" },
};

/** Of JavaScript. */
export const javascriptStandIns: CallTable = {
  ...same(
    { does: "make", type: "mock" },
    "ioredis-mock ioredis-mock. ioredis-mock.Cluster redis-mock.createClient mongo-mock.MongoClient pg-mem.newDb",
  ),
  ...same({ does: "answers", address: 0 }, "nock msw.http.* msw.rest.* fetch-mock.* fetch-mock.mock"),
  ...same({ does: "answers" }, "axios-mock-adapter axios-mock-adapter. jest-fetch-mock.enableMocks"),
};

/** Of Ruby and PHP. */
export const rubyStandIns: CallTable = same(
  { does: "answers", address: 1 },
  "stub_request WebMock.stub_request",
);
export const phpStandIns: CallTable = same({ does: "answers" }, "http.fake");
