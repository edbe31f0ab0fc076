/** Words that many languages have in common, by what they mean to the loose reader. */

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words before a statement or an operand that change nothing of what it does. */
export const MODIFIERS = set(`
  new return await async try throw public private protected internal static final const let var val mut local my our
  auto inline override export unsafe defer go yield do then else begin lazy implicit suspend rec elif elsif elseif if
  unless while until when not case of where with ref out in select match switch finally rescue ensure end fi done void
  catch except and or loop global local foreign otherwise`);

/** Words that begin a statement about modules, which is left alone. */
export const IMPORTS = set("import package use using module namespace extern pragma library open alias");

/** Words before a function's name. */
export const DEFINES = set("func fn fun def defp function proc sub");

/** Words before the head of a loop. */
export const LOOPS = set("for foreach forM_ mapM_ each");

/** Words and signs between the names of a loop and what it goes through. */
export const THROUGH = set("in of range : <-");

/** Methods that give the same thing in another shape. */
export const SAME = set(`
  unwrap expect unwrap_or unwrap_or_else unwrap_or_default ok get getOrElse orElse orElseThrow toString to_string to_s
  toPath toFile getPath getAbsolutePath absolutePath path as_str as_ref as_path clone into to_owned to_str string str
  to_string_lossy into_string toByteArray getBytes as_bytes encodeToByteArray bytes trim strip chomp toURI toURL
  absolute normalize trimmingCharacters display borrow iter into_iter collect toList toArray list to_list
  toVector flatten lossy encode c_str utf8 toUtf8 data as_deref as_deref_mut asSequence stream sorted sort reversed
  reverse`);

/** Methods that add arguments to the command that is being put together. */
export const ADDS = set("arg args addArgument addArguments add_argument withArgs");

/** Methods that start what they are called on: a text or a list of words. */
export const STARTS = set("execute ! !! lineStream lazyLines #< run!");

/** Members that read what they are called on: a file, an address. */
export const READS = set(`
  text readText readLines readBytes readString read_to_string readAllText openStream getText getContent readlines
  newInputStream newReader bufferedReader getLines mkString readAsString readAsStringSync readAsBytesSync readAsBytes
  readAsLines readAsLinesSync readlinesSync eachLine forEachLine useLines inputStream`);

/** Names that are a value although nothing calls them. */
export const VALUES = set(`
  homedir home_dir getHomeDirectory homeDirectoryForCurrentUser homeDirectory NSHomeDirectory user_home`);

/** Signs that put two texts together. */
export const JOINS = set("+ ++ .. <> ^ & ~ .");
