// SPDX-License-Identifier: Apache-2.0
#include "CLibXML2.h"

#include <dlfcn.h>
#include <libxml/HTMLparser.h>
#include <pthread.h>
#include <string.h>

static struct {
  int loaded;
  void (*init_parser)(void);
  htmlParserCtxtPtr (*new_context)(void);
  htmlDocPtr (*read_memory)(htmlParserCtxtPtr, const char *, int, const char *, const char *, int);
  void (*free_context)(htmlParserCtxtPtr);
  void (*free_document)(xmlDocPtr);
} library;

static int find(void *handle, const char *name, void *function) {
  void *symbol = dlsym(handle, name);
  memcpy(function, &symbol, sizeof symbol);
  return symbol != 0;
}

static void load(void) {
  void *handle = dlopen("libxml2.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!handle) return;
  library.loaded = find(handle, "xmlInitParser", &library.init_parser) &&
                   find(handle, "htmlNewParserCtxt", &library.new_context) &&
                   find(handle, "htmlCtxtReadMemory", &library.read_memory) &&
                   find(handle, "htmlFreeParserCtxt", &library.free_context) &&
                   find(handle, "xmlFreeDoc", &library.free_document);
  if (library.loaded) library.init_parser();
}

// The handler's functions take the user pointer, as ours do; only the types' names differ.
static void set_events(xmlSAXHandler *handler, const clibxml2_events *events) {
  memset(handler, 0, sizeof *handler);
  handler->initialized = 1;
  handler->startElement = events->start;
  handler->endElement = events->end;
  handler->characters = events->text;
  handler->ignorableWhitespace = events->text;
  handler->cdataBlock = events->text;
}

int clibxml2_parse(const char *bytes, int length, const clibxml2_events *events, void *user) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  if (!library.loaded) return -1;
  htmlParserCtxtPtr context = library.new_context();
  if (!context) return -1;
  set_events(context->sax, events);
  context->userData = user;
  int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE;
  htmlDocPtr document = library.read_memory(context, bytes, length, 0, "UTF-8", options);
  if (document) library.free_document(document);
  int failed = context->lastError.level == XML_ERR_FATAL && context->disableSAX;
  library.free_context(context);
  return failed;
}
