/*
 * The tree-sitter runtime and one grammar as one function: text in, the whole tree out as one flat array.
 *
 * Compiled once a language with -DLANGUAGE=tree_sitter_<name>. The runtime is included rather than linked, so
 * that the compiler sees all of it and drops what is not used (queries, edits, debug graphs).
 */
#define TREE_SITTER_HIDDEN_SYMBOLS
#include "alloc.c"
#include "get_changed_ranges.c"
#include "language.c"
#include "lexer.c"
#include "node.c"
#include "parser.c"
#include "stack.c"
#include "subtree.c"
#include "tree.c"
#include "tree_cursor.c"
#include "wasm_store.c"

#include "arena.h"
#include "platform.h"

#define EXPORT __attribute__((visibility("default"), used))

const TSLanguage *LANGUAGE(void);

/* Results below zero. `failure` in src/syntax/grammar/engine.ts knows them by these numbers. */
enum { past_time = -1, past_depth = -2, past_memory = -3, no_memory = -4, wrong_grammar = -5 };

/* The runtime is asked to stop here; the rest of the arena is for what it does until it looks again. */
#define MEMORY_BOUND (ARENA_BYTES / 2)

enum { flag_named = 1, flag_error = 2, flag_missing = 4, flag_extra = 8, flag_has_error = 16 };

/* Must be `nodeInts` integers, in the order of `field` in src/syntax/grammar/flat-tree.ts. */
typedef struct {
  int32_t symbol, flags, field, start, end, size;
} FlatNode;

typedef struct {
  const uint16_t *text;
  uint32_t units;
} Input;

typedef struct {
  uint64_t deadline;
  int32_t stopped;
} Watch;

static TSTree *last_tree;

static const char *read_input(void *payload, uint32_t byte, TSPoint point, uint32_t *bytes_read) {
  (void)point;
  const Input *input = payload;
  uint32_t unit = byte / 2;
  if (unit >= input->units) {
    *bytes_read = 0;
    return "";
  }
  *bytes_read = (input->units - unit) * 2;
  return (const char *)(input->text + unit);
}

static bool out_of_bounds(TSParseState *state) {
  Watch *watch = state->payload;
  if (arena_used() > MEMORY_BOUND) watch->stopped = past_memory;
  else if (platform_now() > watch->deadline) watch->stopped = past_time;
  return watch->stopped != 0;
}

/*
 * Writes the last tree in pre-order, as many nodes as fit into `capacity`, and returns how many there are.
 * Iterative: a deep tree cannot exhaust the stack.
 */
static int32_t flatten(FlatNode *out, uint32_t capacity, uint32_t max_depth) {
  uint32_t *open = malloc((max_depth + 1) * sizeof(uint32_t));
  uint32_t depth = 0, count = 0;
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(last_tree));
  for (;;) {
    open[depth] = count;
    if (count < capacity) {
      TSNode node = ts_tree_cursor_current_node(&cursor);
      TSSymbol symbol = ts_node_symbol(node);
      out[count] = (FlatNode){
        .symbol = symbol,
        .flags = (ts_node_is_named(node) ? flag_named : 0) | (symbol == ts_builtin_sym_error ? flag_error : 0) |
                 (ts_node_is_missing(node) ? flag_missing : 0) | (ts_node_is_extra(node) ? flag_extra : 0) |
                 (ts_node_has_error(node) ? flag_has_error : 0),
        .field = ts_tree_cursor_current_field_id(&cursor),
        .start = (int32_t)(ts_node_start_byte(node) / 2),
        .end = (int32_t)(ts_node_end_byte(node) / 2),
      };
    }
    count++;
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      if (++depth > max_depth) return past_depth;
      continue;
    }
    for (;;) {
      if (open[depth] < capacity) out[open[depth]].size = (int32_t)(count - open[depth]);
      if (depth == 0) return (int32_t)count;
      if (ts_tree_cursor_goto_next_sibling(&cursor)) break;
      ts_tree_cursor_goto_parent(&cursor);
      depth--;
    }
  }
}

#if defined(__wasm__)

/* Room in the module's memory for a text (`fresh`: all earlier rooms are gone) or for the nodes. */
EXPORT void *guardsh_room(uint32_t bytes, int32_t fresh) {
  if (fresh && !arena_reset()) return NULL;
  return malloc(bytes);
}

static inline void prepare(void) {}
static inline int fresh_memory(void) { return 1; }

#else

#include "relocate.h"

static inline void prepare(void) { relocate(); }
static inline int fresh_memory(void) { return arena_reset(); }

#endif

/*
 * Parses `units` UTF-16 code units and writes up to `capacity` nodes to `out`. Returns how many nodes the tree
 * has, which may be more than were written: call again with `text` NULL and enough room to have the same tree
 * written whole. Below zero: no tree, see the codes above.
 */
EXPORT int32_t guardsh_parse(
  const uint16_t *text, uint32_t units, uint32_t timeout_us, uint32_t max_depth, FlatNode *out, uint32_t capacity
) {
  prepare();
  if (text) {
    last_tree = NULL;
    if (!fresh_memory()) return no_memory;
    TSParser *parser = ts_parser_new();
    if (!ts_parser_set_language(parser, LANGUAGE())) return wrong_grammar;
    Input input = {text, units};
    Watch watch = {platform_now() + timeout_us, 0};
    last_tree = ts_parser_parse_with_options(
      parser, NULL, (TSInput){.payload = &input, .read = read_input, .encoding = TSInputEncodingUTF16LE},
      (TSParseOptions){.payload = &watch, .progress_callback = out_of_bounds}
    );
    if (!last_tree) return watch.stopped ? watch.stopped : no_memory;
  }
  if (!last_tree) return no_memory;
  return flatten(out, capacity, max_depth);
}

