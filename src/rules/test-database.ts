/** Databases made for tests: dropped and made anew all day, and nothing of anybody's is in them. */
import type { Run } from "../meaning/action.ts";
import { literal, show } from "../meaning/value.ts";
import { option, words } from "./vocabulary.ts";

/** Tools of frameworks that choose their database by the name of an environment. */
const TOOLS =
  /^(?:rails|rake|hanami|mix|php|artisan|console|symfony|sail|sequelize|sequelize-cli|knex|prisma|typeorm|drizzle-kit)$/;

const VARIABLES = ["RAILS_ENV", "RACK_ENV", "HANAMI_ENV", "MIX_ENV", "APP_ENV", "NODE_ENV"];

const TEST = /^test(?:ing)?$/;

/** Is it one of those tools, told that the environment is the one for tests? */
export function onTestDatabase(action: Run): boolean {
  if (!TOOLS.test(action.program ?? "")) return false;
  if (
    TEST.test(option(action.call, "--env") ?? "") ||
    words(action).some((word) => /^--env=test(?:ing)?$/.test(word))
  )
    return true;
  return VARIABLES.some((name) => {
    const value = action.environment.get(name);
    return (
      (value !== undefined && TEST.test(literal(value) ?? show(value))) ||
      words(action).some((word) => word.startsWith(`${name}=`) && TEST.test(word.slice(name.length + 1)))
    );
  });
}
