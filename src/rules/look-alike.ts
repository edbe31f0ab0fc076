/** Package names that look like a much-used one: what typing errors, and models that make names up, install. */

/** Much-used packages, as their registries spell them. Short names have too many neighbours to say anything. */
const POPULAR = {
  npm: `react react-dom redux react-redux axios lodash express chalk commander debug async request moment dayjs date-fns
    typescript ts-node eslint prettier webpack webpack-cli rollup parcel esbuild vitest mocha jasmine cypress playwright
    puppeteer nodemon dotenv cross-env cross-spawn rimraf husky lint-staged inquirer yargs minimist semver uuid nanoid
    mongoose mongodb sequelize typeorm prisma ioredis redis socket.io graphql apollo-server next-auth passport
    jsonwebtoken bcrypt bcryptjs helmet body-parser cookie-parser morgan winston multer nodemailer cheerio jquery
    bootstrap tailwindcss postcss autoprefixer styled-components svelte angular ember-cli electron storybook babel-loader
    css-loader style-loader ts-loader html-webpack-plugin immer zustand rxjs formik react-router react-router-dom
    react-query framer-motion material-ui discord.js colors ora figlet shelljs fs-extra glob-parent fast-glob node-fetch
    superagent supertest sinon nodegit sharp pm2 serverless aws-sdk firebase stripe openai langchain`,
  pypi: `requests urllib3 numpy pandas scipy matplotlib seaborn scikit-learn tensorflow torch torchvision keras
    transformers datasets accelerate huggingface-hub openai anthropic langchain llama-index pydantic fastapi uvicorn
    flask django djangorestframework starlette jinja2 werkzeug sqlalchemy alembic psycopg2 psycopg2-binary pymongo redis
    celery gunicorn boto3 botocore awscli google-cloud-storage azure-storage-blob paramiko cryptography pyyaml
    python-dateutil colorama beautifulsoup4 selenium scrapy playwright pillow opencv-python pytest pytest-cov coverage
    flake8 pylint black isort poetry pipenv virtualenv setuptools wheel twine typing-extensions certifi httpx aiohttp
    websockets discord.py python-telegram-bot streamlit gradio notebook jupyterlab ipython networkx sympy statsmodels
    xgboost lightgbm nltk spacy gensim loguru docker kubernetes ansible markdown pyjwt passlib bcrypt python-dotenv`,
} as const;

/** Names one letter from those that are packages of their own, and among the most downloaded of their registry too. */
const OWN = new Set(
  `preact tslint color request requests dotenvx djongo dataset psycopg beautifulsoup openapi jinja colour pytest-env
  bcrypt bcryptjs enquirer colord crypt mquery aws-cdk graphiql ttypescript markdown2 psycopg-binary pyaml scapy
  spython`.split(/\s+/),
);

export type Registry = keyof typeof POPULAR;

const names = new Map<Registry, ReadonlySet<string>>();

function popular(registry: Registry): ReadonlySet<string> {
  let found = names.get(registry);
  if (!found) {
    const spelled = POPULAR[registry].split(/\s+/);
    found = new Set(registry === "pypi" ? spelled.map((each) => each.replace(/[_.]/g, "-")) : spelled);
    names.set(registry, found);
  }
  return found;
}

/** The much-used package that a name is one slip away from; null where it is none, or is itself well known. */
export function lookAlike(registry: Registry, name: string): string | null {
  const known = popular(registry);
  // PyPI takes these for the same letter.
  const given = registry === "pypi" ? name.toLowerCase().replace(/[_.]/g, "-") : name.toLowerCase();
  if (given.length < 5 || given.startsWith("@") || known.has(given) || OWN.has(given)) return null;
  for (const each of known) {
    const same = bare(each) === bare(given);
    if (same || (each.length > 5 && isOneSlip(each, given))) return each;
  }
  return null;
}

function bare(name: string): string {
  return name.replace(/[-_.]/g, "");
}

/** One letter left out, put in, changed, or two exchanged. */
function isOneSlip(right: string, given: string): boolean {
  let start = 0;
  while (start < right.length && right[start] === given[start]) start++;
  const a = right.slice(start);
  const b = given.slice(start);
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}
