import { expect, test } from "bun:test";
import { actionsOf } from "../controls/meaning.ts";

test("a table's flag is seen in every spelling, alone or in a bundle", () => {
  for (const source of [
    "rm -rf x",
    "rm -fR x",
    "rm -r -f x",
    "rm --recursive --force x",
    "rm --rec x -f",
    "rm x -rf",
  ]) {
    const found = actionsOf(source).find(({ kind }) => kind === "delete");
    expect(found).toMatchObject({ recursive: true, forced: true });
  }
  expect(actionsOf("rm x").find(({ kind }) => kind === "delete")).toMatchObject({
    recursive: false,
    forced: false,
  });
});
