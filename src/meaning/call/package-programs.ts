/** Packages whose program has another name than they: `npx firebase-tools`, `pipx run awscli`. Sources: their `bin` and entry points. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "@railway/cli": "railway",
  "@shopify/cli": "shopify",
  "@sentry/cli": "sentry-cli",
  "@aws-amplify/cli": "amplify",
  "@prisma/cli": "prisma",
  "@salesforce/cli": "sf",
  "@sanity/cli": "sanity",
  "@datadog/datadog-ci": "datadog-ci",
  "@google/clasp": "clasp",
  "@mikro-orm/cli": "mikro-orm",
  "@planetscale/cli": "pscale",
  "@infisical/cli": "infisical",
  "@dotenvx/dotenvx": "dotenvx",
  "aws-cdk": "cdk",
  "aws-sam-cli": "sam",
  awscli: "aws",
  awsebcli: "eb",
  "azure-cli": "az",
  "contentful-cli": "contentful",
  "databricks-cli": "databricks",
  "eas-cli": "eas",
  "expo-cli": "expo",
  "firebase-tools": "firebase",
  "linode-cli": "linode-cli",
  "netlify-cli": "netlify",
  "okta-cli": "okta",
  "python-openstackclient": "openstack",
  "twilio-cli": "twilio",
  "apache-airflow": "airflow",
  "ansible-core": "ansible",
};

/** The program that a package brings: by its name without scope and version, where nothing else is known. */
export function programOfPackage(name: string): string {
  const whole = name.replace(/(?<=.)@.*$/, "");
  return PROGRAMS[whole] ?? whole.replace(/^@[^/]+\//, "");
}
