/* SQLite FTS5 by the protocol of scripts/peers/README.md. */
#define _GNU_SOURCE
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static sqlite3 *database;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

static void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(database));
  exit(1);
}

static void run(const char *sql) {
  if (sqlite3_exec(database, sql, 0, 0, 0) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, 0) != SQLITE_OK) fail(sql);
  return statement;
}

static void open_database(const char *index, int is_new) {
  char path[4096];
  if (is_new) mkdir(index, 0777);
  snprintf(path, sizeof path, "%s/db.sqlite", index);
  if (sqlite3_open(path, &database) != SQLITE_OK) fail(path);
  if (is_new) run("PRAGMA page_size=8192");
  run("PRAGMA journal_mode=WAL");
  run("PRAGMA synchronous=FULL");
  run("PRAGMA cache_size=-262144");
  run("PRAGMA mmap_size=64000000000");
}

/* Inserts all lines; keeps the last word of the last one. */
static long load(const char *path, char last[256]) {
  FILE *file = fopen(path, "r");
  char *line = 0;
  size_t room = 0;
  ssize_t length;
  long count = 0;
  if (!file) { perror(path); exit(1); }
  setvbuf(file, 0, _IOFBF, 1 << 20);
  sqlite3_stmt *insert = prepare("INSERT INTO t(rowid, text) VALUES(?1, ?2)");
  while ((length = getline(&line, &room, file)) > 0) {
    if (line[length - 1] == '\n') line[--length] = 0;
    char *words = (char *)memchr(line, '\t', length) + 1;
    sqlite3_bind_int64(insert, 1, atoll(line) + 1);
    sqlite3_bind_text(insert, 2, words, (int)(line + length - words), SQLITE_STATIC);
    if (sqlite3_step(insert) != SQLITE_DONE) fail("insert");
    sqlite3_reset(insert);
    count++;
  }
  char *blank = line ? strrchr(line, ' ') : 0;
  snprintf(last, 256, "%s", blank ? blank + 1 : "");
  sqlite3_finalize(insert);
  free(line);
  fclose(file);
  return count;
}

static void build(const char *index, const char *corpus, int is_merged) {
  char last[256];
  double start = now();
  open_database(index, 1);
  run("PRAGMA synchronous=OFF");
  run("CREATE VIRTUAL TABLE t USING fts5(text, content='', tokenize='ascii')");
  run("INSERT INTO t(t, rank) VALUES('hashsize', 67108864)");
  run("BEGIN");
  long count = load(corpus, last);
  run("COMMIT");
  double indexed = now();
  if (is_merged) run("INSERT INTO t(t) VALUES('optimize')");
  run("PRAGMA wal_checkpoint(TRUNCATE)");
  sqlite3_close(database);
  printf("{\"docs\":%ld,\"index_s\":%.3f,\"merge_s\":%.3f}\n", count, indexed - start, now() - indexed);
}

static void add(const char *index, const char *corpus) {
  char last[256], match[512];
  double start = now();
  open_database(index, 0);
  double opened = now() - start;
  run("BEGIN IMMEDIATE");
  long count = load(corpus, last);
  double added = now() - start;
  run("COMMIT");
  double committed = now() - start;
  snprintf(match, sizeof match, "SELECT count(*) FROM t WHERE t MATCH '\"%s\"'", last);
  sqlite3_stmt *search = prepare(match);
  sqlite3_step(search);
  long hits = sqlite3_column_int64(search, 0);
  sqlite3_finalize(search);
  printf("{\"docs\":%ld,\"open_s\":%.6f,\"add_s\":%.6f,\"commit_s\":%.6f,\"searchable_s\":%.6f,\"hits\":%ld}\n",
         count, opened, added, committed, now() - start, hits);
  fflush(stdout);
  sqlite3_close(database);
}

/* A query as FTS5 writes it. Optional clauses beside required ones only add to scores, which FTS5 cannot say: they are
   left out. */
static void translate(const char *query, char *out) {
  char required[4096] = "", optional[4096] = "", excluded[4096] = "";
  while (*query) {
    if (*query == ' ') { query++; continue; }
    char role = *query == '+' || *query == '-' ? *query++ : 0;
    char *part = role == '+' ? required : role == '-' ? excluded : optional;
    if (*part) strcat(part, role == '+' ? " AND " : " OR ");
    char end = *query == '"' ? '"' : ' ';
    if (end == '"') query++;
    size_t length = strchrnul(query, end) - query;
    strcat(part, "\"");
    strncat(part, query, length);
    strcat(part, "\"");
    query += length + (query[length] != 0);
  }
  const char *positive = *required ? required : optional;
  if (*excluded) sprintf(out, "(%s) NOT (%s)", positive, excluded);
  else strcpy(out, positive);
}

static void answer(sqlite3_stmt *count, sqlite3_stmt *top, const char *command, const char *query) {
  static char match[16384], shown[1 << 20];
  int is_shown = !strncmp(command, "SHOW_", 5), used = 0;
  const char *number = strchr(command, '_');
  int limit = number ? atoi(number + 1) : 0;
  int is_counted = !number || strchr(number + 1, '_');
  double start = now();
  long result = 0;
  translate(query, match);
  shown[0] = 0;
  if (limit) {
    sqlite3_bind_text(top, 1, match, -1, SQLITE_STATIC);
    sqlite3_bind_int(top, 2, limit);
    for (; sqlite3_step(top) == SQLITE_ROW; result++)
      if (is_shown)
        used += snprintf(shown + used, sizeof shown - used, "%s%lld:%.7g", result ? " " : "",
                         sqlite3_column_int64(top, 0) - 1, -sqlite3_column_double(top, 1));
    sqlite3_reset(top);
  }
  if (is_counted) {
    sqlite3_bind_text(count, 1, match, -1, SQLITE_STATIC);
    sqlite3_step(count);
    result = sqlite3_column_int64(count, 0);
    sqlite3_reset(count);
  }
  long time = (long)((now() - start) * 1e9);
  if (is_shown) printf("%ld\t%ld\t%s\n", result, time, shown);
  else printf("%ld\t%ld\n", result, time);
}

static void serve(const char *index) {
  open_database(index, 0);
  sqlite3_stmt *count = prepare("SELECT count(*) FROM t WHERE t MATCH ?1");
  sqlite3_stmt *top = prepare("SELECT rowid, rank FROM t WHERE t MATCH ?1 ORDER BY rank LIMIT ?2");
  char *line = 0;
  size_t room = 0;
  ssize_t length;
  while ((length = getline(&line, &room, stdin)) > 0) {
    if (line[length - 1] == '\n') line[length - 1] = 0;
    char *tab = strchr(line, '\t');
    if (tab) *tab = 0;
    int is_known = tab && (!strcmp(line, "COUNT") || !strncmp(line, "TOP_", 4) || !strncmp(line, "SHOW_", 5));
    if (is_known) answer(count, top, line, tab + 1);
    else puts("UNSUPPORTED");
    fflush(stdout);
  }
}

int main(int count, char **arguments) {
  int is_merged = 1;
  for (int place = 1; place < count; place++)
    if (!strcmp(arguments[place], "--no-merge")) is_merged = 0;
  if (count > 3 && !strcmp(arguments[1], "build")) build(arguments[2], arguments[3], is_merged);
  else if (count > 3 && !strcmp(arguments[1], "add")) add(arguments[2], arguments[3]);
  else if (count > 2 && !strcmp(arguments[1], "serve")) serve(arguments[2]);
  else return 64;
  return 0;
}
