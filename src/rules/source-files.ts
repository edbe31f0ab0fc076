/**
 * Files in which package managers keep the places that they fetch from, and what stands before such a place in them. Other
 * addresses in the same files (home pages, repositories of the code itself) say nothing.
 * Sources: the managers' own documentation of these files.
 */
import { strangerIn } from "../places/index.ts";

interface SourceFile {
  /** The path. */
  readonly path: RegExp;
  /** The text right before the address. */
  readonly before: RegExp;
  /** Does it hold no other addresses, so that one alone says enough, where only a part is known (`sed -i s#OLD#NEW#`)? */
  readonly alone?: boolean;
}

const JAVASCRIPT: SourceFile = {
  path: /\/(?:\.npmrc|\.pnpmrc|\.yarnrc(?:\.yml)?|bunfig\.toml)$/,
  before: /registry(?:server)?["']?\s*[=:]?\s*(?:\{\s*url\s*=\s*)?["']?$/i,
  alone: true,
};

/** What an install takes instead of a package of the registry. */
const DEPENDENCIES: SourceFile = {
  path: /\/package\.json$/,
  before: /"(?:[a-z]*[dD]ependencies|overrides|resolutions)"\s*:\s*\{[^}]*:\s*"(?:git\+)?$/,
};

const PYTHON: SourceFile = {
  path: /\/(?:pip\.(?:conf|ini)|(?:[\w-]*requirements[\w-]*|constraints)\.(?:txt|in)|Pipfile|pyproject\.toml|uv\.toml)$/,
  before:
    /(?:(?:default-|extra-)?index(?:-url)?|find-links|(?:^|\n)-[if])["']?[\s=:"'[]*$|\[\[?(?:[\w.]*\.)?(?:index|source)s?\]\]?[^[]*\burl\s*=\s*["']$|(?:^|\n)(?:-e\s+)?(?:[\w.[\]-]+\s*@\s*)?(?:git\+)?$/,
};

const CONDA: SourceFile = {
  path: /\/(?:\.condarc|environment[\w-]*\.ya?ml)$/,
  before: /channels:(?:\s*-[^\n]*)*\s*-\s*["']?$|channel_alias:\s*["']?$/,
  alone: true,
};

const CARGO: SourceFile = {
  path: /\/(?:\.cargo\/config(?:\.toml)?|Cargo\.toml)$/,
  before: /(?:^|[\s{,])(?:registry|index|git)\s*=\s*["'](?:sparse\+|registry\+)?$/,
};

const RUBY: SourceFile = {
  path: /\/(?:Gemfile|gems\.rb|\.gemrc|\.bundle\/config|Podfile)$/,
  before: /(?:\bsource\s*\(?|\bgit:|:git\s*=>|:sources:(?:\s*-[^\n]*)*\s*-|\bBUNDLE_MIRROR__\w+:)\s*["']?$/,
  alone: true,
};

const DOTNET: SourceFile = { path: /\/nuget\.config$/i, before: /<add\b[^>]*\bvalue=["']$/i };

const PHP: SourceFile = { path: /\/composer\.json$/, before: /"repositories"\s*:[^\]]*"url"\s*:\s*"$/ };

const DART: SourceFile = {
  path: /\/pubspec\.yaml$/,
  before: /\b(?:hosted|git):\s*(?:name:[^\n]*\s*)?(?:url:)?\s*["']?$/,
};

/** Projects of this family have repositories of their own as a matter of course, which are named so (`maven.example.org`). */
const JVM: SourceFile = {
  path: /\/(?:settings\.xml|pom\.xml|ivysettings\.xml|[\w-]+\.(?:gradle|gradle\.kts|sbt)|gradle-wrapper\.properties|project\.clj|deps\.edn)$/,
  before:
    /<(?:mirror|repository|pluginRepository)>(?:(?!<\/)[\s\S]|<\/(?!mirror|repository|pluginRepository))*<url>\s*$|\b(?:maven|ivy)\b[\s({]*(?:\w+\s*=\s*[\w"']+[\s;]*)*(?:(?:url|setUrl)\b)?[\s=(]*(?:uri\()?["']$|\bresolvers\s*\+\+?=[^\n]*["']$|:(?:repositories|mvn\/repos)[^)]{0,200}["']$|distributionUrl\s*=\s*$/,
};
const NAMED_FOR_IT =
  /^https:\/\/(?:[\w-]+\.)*(?:maven|repo|repository|nexus|artifactory|packages?|artifacts|m2|mvn|plugins|snapshots|releases|dl|downloads?|gradle)\b|^https:\/\/[^/]+\/(?:.*\/)?(?:maven\w*|repo\w*|nexus|artifactory|m2)(?:\/|$)/i;

const FILES: readonly SourceFile[] = [
  JAVASCRIPT,
  DEPENDENCIES,
  PYTHON,
  CONDA,
  CARGO,
  RUBY,
  DOTNET,
  PHP,
  DART,
  JVM,
];

/** So much in front of an address is looked at. */
const BEFORE = 400;

const ADDRESS = /(?:https?|git|ssh):\/\/[^\s"'<>)\]},]+/g;

/**
 * The stranger's host that a file with this content makes a package manager fetch from; null: none that is known of. `part`:
 * it holds this among other things that nobody knows.
 */
export function strangerInFile(path: string, content: string, part: boolean): string | null {
  const files = FILES.filter((file) => file.path.test(path));
  if (files.length === 0) return null;
  // Properties of Java: `https\://…`.
  const text = content.replaceAll("\\:", ":");
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    const before = text.slice(Math.max(0, index - BEFORE), index);
    const isPlace = (file: SourceFile) =>
      (file.before.test(before) || (part && file.alone === true && /(?:^|\n)$/.test(before))) &&
      !(file === JVM && NAMED_FOR_IT.test(address));
    const host = files.some(isPlace) ? strangerIn(address) : null;
    if (host !== null) return host;
  }
  return null;
}
